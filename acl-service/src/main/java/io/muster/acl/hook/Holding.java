// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.gate.Permit;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How long a broker may remember a yes.
 *
 * @param most what its registration says
 */
record Holding(Duration most, InstantSource clock) {

    /** Never longer than the credentials last. */
    Duration of(Permit permit) {
        var until = permit.until();
        if (until == null) {
            return most;
        }
        var left = Duration.between(clock.instant(), until);
        return left.compareTo(most) < 0 ? left : most;
    }
}
