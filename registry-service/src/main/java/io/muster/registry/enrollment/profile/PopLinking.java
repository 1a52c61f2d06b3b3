// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a request has to prove that it was made for this very TLS connection. */
public enum PopLinking {
    /** The proof is not looked at. */
    @JsonProperty("off")
    OFF,
    /** A proof that is there has to be right. */
    @JsonProperty("if-present")
    IF_PRESENT,
    /** Without a proof there is no certificate. */
    @JsonProperty("required")
    REQUIRED
}
