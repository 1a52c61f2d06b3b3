// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the tries of a set have in common, while they are built. */
final class TrieParts {

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<Template, Integer> templates = new HashMap<>();
    private final List<Template> numbered = new ArrayList<>();
    private List<Candidates.Member> members = new ArrayList<>();
    private int next;

    /** The one object for this text. */
    String text(String text) {
        return texts.computeIfAbsent(text, same -> same);
    }

    /** The template's number in the set. */
    int template(Template template) {
        return templates.computeIfAbsent(
                template,
                added -> {
                    numbered.add(added);
                    return numbered.size() - 1;
                });
    }

    /** A number that nothing else has. */
    int number() {
        return next++;
    }

    void addMembers(Collection<Candidates.Member> added) {
        members.addAll(added);
    }

    /** The members that were added since the last call. */
    List<Candidates.Member> takeMembers() {
        var taken = members;
        members = new ArrayList<>();
        return taken;
    }

    Vocabulary vocabulary() {
        return new Vocabulary(texts.keySet());
    }

    /** By their numbers. */
    List<Template> templates() {
        return numbered;
    }
}
