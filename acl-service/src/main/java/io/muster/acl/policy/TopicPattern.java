// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Caller;
import io.muster.platform.topic.SharedFilter;
import io.muster.platform.topic.TopicFilter;
import io.muster.platform.topic.TopicName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The resource of a rule: an MQTT filter whose levels may hold variables. Topics are compared level
 * by level without rendering anything, since that is the question asked for every message.
 */
final class TopicPattern {

    /** What a level becomes whose variable has no value. */
    enum Missing {
        /** The pattern matches nothing; right for rules that allow. */
        MATCHES_NOTHING,
        /** The level matches anything; right for rules that deny. */
        MATCHES_ANYTHING
    }

    private static final String LITERAL = "eq:";
    private static final String ONE = "+";
    private static final String REST = "#";

    /** One level; a wildcard has no template. */
    private record Level(@Nullable Template template, boolean rest) {}

    private final List<Level> levels;
    private final Missing missing;

    private TopicPattern(List<Level> levels, Missing missing) {
        this.levels = List.copyOf(levels);
        this.missing = missing;
    }

    static TopicPattern parse(String text, Missing missing, String pointer) {
        boolean literal = text.startsWith(LITERAL);
        var filter = literal ? text.substring(LITERAL.length()) : text;
        if (filter.equals("*") || SharedFilter.claims(filter)) {
            throw new PolicyFault(pointer, "is not a resource for this action: write a filter");
        }
        if (TopicFilter.parse(filter).isEmpty() || (literal && wild(filter))) {
            throw new PolicyFault(pointer, "is not a topic filter");
        }
        var levels = new ArrayList<Level>();
        for (var level : TopicFilter.of(filter).levels()) {
            levels.add(level(level, literal, pointer));
        }
        return new TopicPattern(levels, missing);
    }

    private static boolean wild(String filter) {
        return TopicName.parse(filter).isEmpty();
    }

    private static Level level(String text, boolean literal, String pointer) {
        return switch (text) {
            case ONE -> new Level(null, false);
            case REST -> new Level(null, true);
            default -> new Level(literal ? Template.literal(text) : template(text, pointer), false);
        };
    }

    private static Template template(String text, String pointer) {
        return text.isEmpty() ? Template.literal(text) : Template.parse(text, pointer);
    }

    boolean matches(TopicName topic, Caller caller) {
        var names = topic.levels();
        for (int i = 0; i < levels.size(); i++) {
            var level = levels.get(i);
            if (i == 0 && level.template() == null && topic.internal()) {
                return false;
            }
            if (level.rest()) {
                return true;
            }
            if (i == names.size() || !matches(i, names.get(i), caller)) {
                return false;
            }
        }
        return names.size() == levels.size();
    }

    private boolean matches(int index, String name, Caller caller) {
        if (levels.get(index).template() == null) {
            return true;
        }
        var text = text(index, caller);
        return text == null ? missing == Missing.MATCHES_ANYTHING : text.equals(name);
    }

    /** The filter that this pattern is for the caller; empty when it matches nothing. */
    Optional<TopicFilter> render(Caller caller) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < levels.size(); i++) {
            var text = wildcardOrText(i, caller);
            if (text == null && missing == Missing.MATCHES_NOTHING) {
                return Optional.empty();
            }
            texts.add(text == null ? ONE : text);
        }
        return TopicFilter.parse(String.join("/", texts));
    }

    /** Says whether every variable has a value for this caller. */
    boolean resolves(Caller caller) {
        for (int i = 0; i < levels.size(); i++) {
            if (wildcardOrText(i, caller) == null) {
                return false;
            }
        }
        return true;
    }

    private @Nullable String wildcardOrText(int index, Caller caller) {
        var level = levels.get(index);
        if (level.template() == null) {
            return level.rest() ? REST : ONE;
        }
        return text(index, caller);
    }

    /** A value may not turn the first level into one of the broker's own. */
    private @Nullable String text(int index, Caller caller) {
        var template = levels.get(index).template();
        var text = template == null ? null : template.render(caller);
        boolean smuggled =
                index == 0
                        && text != null
                        && text.startsWith("$")
                        && template != null
                        && !template.isLiteral();
        return smuggled ? null : text;
    }
}
