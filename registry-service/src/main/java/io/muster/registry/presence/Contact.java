// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import java.time.Instant;

/**
 * Whether a device is there, and since when.
 *
 * @param since when it came or went
 * @param stale connected, but silent for longer than it should be
 * @param unverified connected as far as a kept message says, which may be old; nothing new was
 *     heard since
 */
record Contact(boolean connected, Instant since, String reason, boolean stale, boolean unverified) {

    static Contact came(Instant at, String reason) {
        return new Contact(true, at, reason, false, false);
    }

    static Contact went(Instant at, String reason) {
        return new Contact(false, at, reason, false, false);
    }

    Contact confirmed() {
        return new Contact(connected, since, reason, false, false);
    }

    Contact doubtful() {
        return new Contact(connected, since, reason, stale, true);
    }

    Contact silent(boolean now) {
        return new Contact(connected, since, reason, now, unverified);
    }
}
