// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.follow;

/**
 * Too many events wait for a snapshot to end: this one stays with the broker, unacknowledged, and
 * comes again.
 */
public final class FollowerBusy extends RuntimeException {

    FollowerBusy() {
        super("too many events wait for the read model", null, false, false);
    }
}
