// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.decision;

import io.muster.bench.acl.fleet.Question;
import java.util.List;
import java.util.function.IntPredicate;

/** Engines that answer differently were not given the same policies, and are not compared. */
record Agreement(int asked, int allowed) {

    /** Asks both the same, from the first question on. */
    static Agreement require(
            String name, List<Question> questions, IntPredicate ours, IntPredicate theirs) {
        int allowed = 0;
        for (int i = 0; i < questions.size(); i++) {
            boolean answer = ours.test(i);
            if (answer != theirs.test(i)) {
                throw new IllegalStateException(
                        "%s and ours disagree; we %s %s"
                                .formatted(name, answer ? "allow" : "deny", questions.get(i)));
            }
            allowed += answer ? 1 : 0;
        }
        return new Agreement(questions.size(), allowed);
    }
}
