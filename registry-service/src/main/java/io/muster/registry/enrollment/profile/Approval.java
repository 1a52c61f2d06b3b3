// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a person looks at a first enrollment before it is granted. */
public enum Approval {
    /** Good credentials suffice. */
    @JsonProperty("auto")
    AUTO,
    /** The device waits until somebody approves. */
    @JsonProperty("manual")
    MANUAL
}
