// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.topic;

import java.util.List;
import java.util.Optional;

/**
 * The topic of a service's event, {@code events/{tenant}/{service}/{type}}; only services may
 * publish there. RabbitMQ knows no difference between {@code .} and {@code /} and delivers the type
 * {@code device.created} as two levels, which are read as the one type that they were.
 */
public record EventTopic(TenantId tenant, String service, String type) {

    private static final String ROOT = "events";
    private static final int LEVELS = 4;

    public EventTopic {
        requireLevel(service);
        requireLevel(type);
    }

    /** Reads the topic of a message; empty unless it has the form of an event's. */
    public static Optional<EventTopic> parse(String text) {
        return TopicName.parse(text).map(TopicName::levels).flatMap(EventTopic::ofLevels);
    }

    private static Optional<EventTopic> ofLevels(List<String> levels) {
        boolean formed =
                levels.size() >= LEVELS
                        && levels.getFirst().equals(ROOT)
                        && levels.stream().noneMatch(String::isEmpty);
        return formed
                ? TenantId.parse(levels.get(1))
                        .map(tenant -> new EventTopic(tenant, levels.get(2), type(levels)))
                : Optional.empty();
    }

    private static String type(List<String> levels) {
        return String.join(".", levels.subList(LEVELS - 1, levels.size()));
    }

    private static void requireLevel(String level) {
        if (level.isEmpty() || level.indexOf('/') >= 0 || Levels.hasWildcard(level)) {
            throw new IllegalArgumentException("not a topic level");
        }
    }

    /** The whole topic. */
    @Override
    public String toString() {
        return ROOT + "/" + tenant + "/" + service + "/" + type;
    }
}
