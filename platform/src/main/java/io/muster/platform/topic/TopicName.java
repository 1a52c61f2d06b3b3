// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.topic;

import java.util.List;
import java.util.Optional;

/**
 * A topic that a message is published to: 1 to 1,024 bytes of UTF-8, at most 128 levels, no
 * wildcard, no NUL. Levels are compared as they are, without case folding or normalisation, and may
 * be empty.
 */
public final class TopicName {

    private final String value;
    private final List<String> levels;

    private TopicName(String value, List<String> levels) {
        this.value = value;
        this.levels = levels;
    }

    /** Reads a topic that came from outside; empty when it is malformed. */
    public static Optional<TopicName> parse(String text) {
        return Levels.hasWildcard(text)
                ? Optional.empty()
                : Levels.split(text).map(levels -> new TopicName(text, levels));
    }

    /** A topic that our own code wrote; throws when it is malformed. */
    public static TopicName of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a topic name"));
    }

    public String value() {
        return value;
    }

    /** The levels in order; never empty, immutable. */
    public List<String> levels() {
        return levels;
    }

    /** Says whether the topic is one of a broker's own, which wildcards at the root never cover. */
    public boolean internal() {
        return value.startsWith("$");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TopicName that && that.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
