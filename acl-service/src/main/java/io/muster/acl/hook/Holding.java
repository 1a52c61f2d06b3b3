// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.decision.Ask;
import io.muster.acl.gate.Permissions;
import io.muster.acl.gate.Permit;
import io.muster.acl.gate.SessionHandle;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How long a broker may remember a yes.
 *
 * @param most what its registration says
 */
record Holding(Duration most, InstantSource clock) {

    /** Asks for what has to be known of a yes, which is more where it will be remembered. */
    Permit decide(Permissions permissions, String clientId, SessionHandle handle, Ask ask) {
        return most.isPositive()
                ? permissions.decideToRemember(clientId, handle, ask)
                : permissions.decide(clientId, handle, ask);
    }

    /** Never longer than the credentials last, and than the rules stay what they are. */
    Duration of(Permit permit) {
        var until = permit.until();
        if (until == null) {
            return most;
        }
        var left = Duration.between(clock.instant(), until);
        return left.compareTo(most) < 0 ? left : most;
    }
}
