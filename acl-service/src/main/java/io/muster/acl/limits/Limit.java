// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.limits;

import java.util.Locale;

/** What there is too much of. */
public enum Limit {
    /** Failures from an address. */
    ADDRESS,
    /** Failures with a client id from an address. */
    CLIENT_ID,
    /** Failures with a user name from an address. */
    SUBJECT,
    /** Connections of a client that is let in each time. */
    FLAPPING;

    /** The name in metrics. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
