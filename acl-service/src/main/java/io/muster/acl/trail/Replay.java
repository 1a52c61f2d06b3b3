// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.trail;

import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.policy.PolicySet;
import java.util.ArrayList;
import java.util.List;

/**
 * Decisions of late, decided again by two sets of policies: what would a change have changed? Each
 * is decided at the moment it was made, for the identity as it was then.
 *
 * @param replayed how many were decided again
 * @param changed those that one set allows and the other refuses
 */
public record Replay(int replayed, List<Change> changed) {

    public Replay {
        changed = List.copyOf(changed);
    }

    /** A decision that would have been another. */
    public record Change(Decided decided, Decision current, Decision candidate) {}

    /** Decides again; what was refused before anybody was identified is left out. */
    public static Replay of(List<Decided> trail, PolicySet current, PolicySet candidate) {
        int replayed = 0;
        var changed = new ArrayList<Change>();
        for (var decided : trail) {
            var caller = decided.caller();
            if (caller != null) {
                replayed++;
                var now = again(decided, caller, current);
                var then = again(decided, caller, candidate);
                if (now.allowed() != then.allowed()) {
                    changed.add(new Change(decided, now, then));
                }
            }
        }
        return new Replay(replayed, changed);
    }

    private static Decision again(Decided decided, Caller caller, PolicySet policies) {
        var ask = decided.ask();
        return ask == null
                ? policies.connect(caller, decided.at())
                : policies.decide(caller, ask, decided.at());
    }
}
