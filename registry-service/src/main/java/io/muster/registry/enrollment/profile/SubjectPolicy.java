// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the names in a first request are worth; they are never copied. */
public enum SubjectPolicy {
    /** A name that is there has to be the device's. */
    @JsonProperty("require-match")
    REQUIRE_MATCH,
    /** Whatever the request says, the device is who its credentials say. */
    @JsonProperty("ignore")
    IGNORE
}
