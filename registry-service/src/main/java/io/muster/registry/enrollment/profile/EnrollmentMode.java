// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a device has to show for its first certificate. */
public enum EnrollmentMode {
    /** The secret of a claim token. */
    @JsonProperty("claim-token")
    CLAIM_TOKEN,
    /** Nothing: a person decides. */
    @JsonProperty("manual")
    MANUAL
}
