// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Caller;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which client ids an identity may use: one of several patterns. {@code *} stands for any text
 * where the policy wrote it; in the value of a variable it is a star and nothing else.
 */
record ClientIdPattern(List<Alternative> alternatives) implements Check {

    /** The texts between the stars of one pattern. */
    record Alternative(List<Template> segments) {

        Alternative {
            segments = List.copyOf(segments);
        }

        static Alternative parse(String text, String pointer) {
            return new Alternative(
                    Arrays.stream(text.split("\\*", -1))
                            .map(segment -> segment(segment, pointer))
                            .toList());
        }

        private static Template segment(String text, String pointer) {
            return text.isEmpty() ? Template.literal(text) : Template.parse(text, pointer);
        }

        private boolean matchesAnything() {
            var nothing = Template.literal("");
            return segments.size() > 1 && segments.stream().allMatch(nothing::equals);
        }

        /** Unknown when a variable has no value for this caller. */
        private Truth matches(Caller caller) {
            var texts = new String[segments.size()];
            for (int i = 0; i < texts.length; i++) {
                var text = segments.get(i).render(caller);
                if (text == null) {
                    return Truth.UNKNOWN;
                }
                texts[i] = text;
            }
            return Truth.of(matches(caller.clientId(), texts));
        }

        /** The first segment is the beginning, the last the end, the others follow one another. */
        private static boolean matches(String id, String[] texts) {
            var first = texts[0];
            if (texts.length == 1) {
                return id.equals(first);
            }
            var last = texts[texts.length - 1];
            int end = id.length() - last.length();
            int at = first.length();
            if (at > end || !id.startsWith(first) || !id.endsWith(last)) {
                return false;
            }
            for (int i = 1; i < texts.length - 1; i++) {
                int found = id.indexOf(texts[i], at);
                at = found + texts[i].length();
                if (found < 0 || at > end) {
                    return false;
                }
            }
            return true;
        }
    }

    ClientIdPattern {
        alternatives = List.copyOf(alternatives);
    }

    static ClientIdPattern parse(List<String> texts, String pointer) {
        return new ClientIdPattern(
                texts.stream().map(text -> Alternative.parse(text, pointer)).toList());
    }

    @Override
    public Truth test(Situation situation) {
        if (situation.anyClientId()) {
            return Truth.TRUE;
        }
        var truth = Truth.FALSE;
        for (int i = 0; i < alternatives.size() && truth != Truth.TRUE; i++) {
            truth = truth.or(alternatives.get(i).matches(situation.caller()));
        }
        return truth;
    }

    @Override
    public Fact fact() {
        return variables().anyMatch(variable -> variable.attribute().fact() == Fact.DEVICE)
                ? Fact.DEVICE
                : Fact.CLIENT_ID;
    }

    /** Says whether it leaves out any client id at all. */
    boolean binds() {
        return alternatives.stream().noneMatch(Alternative::matchesAnything);
    }

    Stream<Template.Variable> variables() {
        return alternatives.stream()
                .flatMap(one -> one.segments().stream())
                .flatMap(segment -> segment.variables().stream());
    }
}
