// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Reason;
import org.jspecify.annotations.Nullable;

/** Knows what the rules say about one topic or filter, one action at a time. */
interface Judge {

    Decision NO_MATCH = Decision.deny(Reason.NO_MATCH);

    /** What a rule that denies says; null when none does. */
    @Nullable Decision denial(Situation situation);

    /** What a rule that allows says, whatever others deny; null when none does. */
    @Nullable Decision grant(Situation situation);

    /** Any rule that denies wins, else any that allows, else it is denied. */
    default Decision decide(Situation situation) {
        var denial = denial(situation);
        if (denial != null) {
            return denial;
        }
        var grant = grant(situation);
        return grant == null ? NO_MATCH : grant;
    }
}
