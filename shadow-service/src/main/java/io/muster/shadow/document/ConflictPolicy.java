// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import java.util.Locale;

/** Who wins when a shadow's owners and its device want different things. */
public enum ConflictPolicy {
    /** The last writer of each section; what is desired stays until it is removed. */
    LWW,
    /** A device that changes what it had applied has a reason: the wish is withdrawn. */
    DEVICE_WINS,
    /** A wish is over once it was fulfilled, so that it can't undo what happens later. */
    CLEAR_ON_APPLIED,
    /** Whoever writes what others write too must say which version it knows. */
    REJECT;

    /** The word for it in the API and in storage. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
