// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Caller;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a set sees of one caller: what its templates are for it, each rendered at most once for a
 * question, and which groups that rules are for it is in. Few tenants have more templates than are
 * remembered; theirs are rendered where they are met.
 */
final class Values {

    private static final int REMEMBERED = 32;

    private final Caller caller;
    private final List<Template> templates;
    private final Vocabulary vocabulary;
    private final @Nullable String[] texts;
    private int rendered;
    private @Nullable List<String> groups;

    Values(Caller caller, RuleIndex index) {
        this.caller = caller;
        this.templates = index.templates();
        this.vocabulary = index.vocabulary();
        this.texts = new String[Math.min(templates.size(), REMEMBERED)];
    }

    /** The text of a template; null when it has none. */
    @Nullable String of(int template) {
        if (template >= REMEMBERED) {
            return templates.get(template).render(caller);
        }
        int bit = 1 << template;
        if ((rendered & bit) == 0) {
            texts[template] = templates.get(template).render(caller);
            rendered |= bit;
        }
        return texts[template];
    }

    /** The caller's groups, as the set's vocabulary has them; without those that no rule names. */
    List<String> groups() {
        var known = groups;
        if (known == null) {
            known = knownGroups();
            groups = known;
        }
        return known;
    }

    private List<String> knownGroups() {
        var all = caller.subject().groups();
        var known = new ArrayList<String>(all.size());
        for (var group : all) {
            var same = vocabulary.known(group);
            if (same != null) {
                known.add(same);
            }
        }
        return known;
    }
}
