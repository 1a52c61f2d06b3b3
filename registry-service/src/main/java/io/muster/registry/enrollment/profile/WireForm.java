// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How answers of EST break base64, unless the client is known to need lines. */
public enum WireForm {
    /** In one line. */
    @JsonProperty("flat")
    FLAT,
    /** In lines of 64. */
    @JsonProperty("mime")
    MIME
}
