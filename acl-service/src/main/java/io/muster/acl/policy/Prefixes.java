// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.platform.topic.TopicFilter;
import io.muster.platform.topic.TopicName;
import java.util.Optional;
import java.util.Set;

/**
 * What some brokers let a client write before a topic: {@code $queue/} and {@code $exclusive/}
 * before a filter, {@code $delayed/{seconds}/} before a topic. {@code $share/} is the platform's.
 */
final class Prefixes {

    private static final String QUEUE = "$queue";
    private static final String EXCLUSIVE = "$exclusive";
    private static final String DELAYED = "$delayed";

    /** No topic begins with one of these, so no rule is about any. */
    static final Set<String> ALL = Set.of("$share", QUEUE, EXCLUSIVE, DELAYED);

    private Prefixes() {}

    /** The topic of a message that is to be delivered later, or the topic itself. */
    static Optional<TopicName> undelayed(TopicName topic) {
        if (!topic.levels().getFirst().equals(DELAYED)) {
            return Optional.of(topic);
        }
        var levels = topic.levels();
        boolean wellFormed = levels.size() > 2 && isNumber(levels.get(1));
        return wellFormed
                ? TopicName.parse(after(topic.value(), DELAYED + "/" + levels.get(1) + "/"))
                        .filter(inner -> !ALL.contains(inner.levels().getFirst()))
                : Optional.empty();
    }

    private static boolean isNumber(String level) {
        return !level.isEmpty() && level.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Says whether several clients share the filter's messages. */
    static boolean queued(TopicFilter filter) {
        return filter.levels().getFirst().equals(QUEUE);
    }

    /** The filter behind {@code $queue/} or {@code $exclusive/}, or the filter itself. */
    static Optional<TopicFilter> inner(TopicFilter filter) {
        return switch (filter.levels().getFirst()) {
            case QUEUE -> inner(filter, QUEUE);
            case EXCLUSIVE -> inner(filter, EXCLUSIVE);
            default -> plain(filter);
        };
    }

    private static Optional<TopicFilter> inner(TopicFilter filter, String prefix) {
        return filter.levels().size() < 2
                ? Optional.empty()
                : TopicFilter.parse(after(filter.value(), prefix + "/")).flatMap(Prefixes::plain);
    }

    /** The filter, unless it has a prefix that does not belong there. */
    static Optional<TopicFilter> plain(TopicFilter filter) {
        return ALL.contains(filter.levels().getFirst()) ? Optional.empty() : Optional.of(filter);
    }

    private static String after(String text, String prefix) {
        return text.substring(prefix.length());
    }
}
