// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.decision.Ask.LeaveWill;
import io.muster.acl.decision.Origin;
import io.muster.acl.limits.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * A client that wants in.
 *
 * @param username null when it sent none or an empty one
 * @param origin where the connection comes from, as far as the broker tells
 * @param will its Will, on brokers that tell of it now; others ask when it fires
 */
public record ConnectRequest(
        String clientId,
        @Nullable String username,
        Credentials credentials,
        Origin origin,
        @Nullable LeaveWill will) {

    private static final int MAX_LENGTH = 256;

    /** The same, as limits count it. */
    Attempt attempt() {
        return Attempt.of(origin.ip(), clientId, username);
    }

    /** Names with which nobody is let in: they could not stand in one level of a topic. */
    boolean wellNamed() {
        return fitsOneLevel(clientId) && (username == null || fitsOneLevel(username));
    }

    private static boolean fitsOneLevel(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_LENGTH
                && name.chars()
                        .noneMatch(
                                c -> c == '/' || c == '+' || c == '#' || Character.isISOControl(c));
    }
}
