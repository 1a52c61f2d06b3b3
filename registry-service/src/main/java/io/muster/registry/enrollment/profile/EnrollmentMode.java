// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a device has to show for its first certificate. */
public enum EnrollmentMode {
    /** The secret of a claim token. */
    @JsonProperty("claim-token")
    CLAIM_TOKEN,
    /** A certificate of ours that many devices share and that is good for nothing else. */
    @JsonProperty("claim-certificate")
    CLAIM_CERTIFICATE,
    /** A certificate of an authority that the tenant has proven to own. */
    @JsonProperty("ca-group")
    CA_GROUP,
    /** The certificate that its manufacturer gave it for life (IEEE 802.1AR). */
    @JsonProperty("factory-identity")
    FACTORY_IDENTITY,
    /** Nothing: a person decides. */
    @JsonProperty("manual")
    MANUAL
}
