// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Caller;
import java.util.Arrays;
import java.util.List;

/**
 * Which client ids an identity may use. {@code *} stands for any text where the policy wrote it; in
 * the value of a variable it is a star and nothing else.
 */
final class ClientIdPattern {

    private final List<Template> segments;

    private ClientIdPattern(List<Template> segments) {
        this.segments = List.copyOf(segments);
    }

    static ClientIdPattern parse(String text, String pointer) {
        return new ClientIdPattern(
                Arrays.stream(text.split("\\*", -1))
                        .map(segment -> segment(segment, pointer))
                        .toList());
    }

    private static Template segment(String text, String pointer) {
        return text.isEmpty() ? Template.literal(text) : Template.parse(text, pointer);
    }

    /** Unknown when a variable has no value for this caller. */
    Truth matches(Caller caller) {
        var texts = segments.stream().map(segment -> segment.render(caller)).toArray(String[]::new);
        return Arrays.asList(texts).contains(null)
                ? Truth.UNKNOWN
                : Truth.of(matches(caller.clientId(), texts));
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
