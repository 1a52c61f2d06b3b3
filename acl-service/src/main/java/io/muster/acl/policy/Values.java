// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Caller;
import io.muster.acl.policy.TopicTrie.Branch;
import org.jspecify.annotations.Nullable;

/**
 * What a set's templates are for one caller; each is rendered at most once for a question. Few
 * tenants have more templates than are remembered; theirs are rendered where they are met.
 */
final class Values {

    private static final int REMEMBERED = 32;

    private final Caller caller;
    private final @Nullable String[] texts;
    private int rendered;

    /**
     * @param templates how many the set has
     */
    Values(Caller caller, int templates) {
        this.caller = caller;
        this.texts = new String[Math.min(templates, REMEMBERED)];
    }

    @Nullable String of(Branch branch) {
        int number = branch.number();
        if (number >= REMEMBERED) {
            return branch.template().render(caller);
        }
        int bit = 1 << number;
        if ((rendered & bit) == 0) {
            texts[number] = branch.template().render(caller);
            rendered |= bit;
        }
        return texts[number];
    }
}
