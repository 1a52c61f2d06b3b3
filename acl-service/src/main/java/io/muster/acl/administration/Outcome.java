// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

/** What a change comes to. */
public enum Outcome {
    CREATED,
    REPLACED,
    /** The same document is in force already: there is no new version. */
    UNCHANGED
}
