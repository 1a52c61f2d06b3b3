// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.topic;

import java.util.List;
import java.util.Optional;

/**
 * A topic filter without a share group: a set of topics. A wildcard is a whole level, {@code #} is
 * the last one, and neither covers at the root a first level that begins with {@code $}. A filter
 * beginning with {@code $share/} is not one of these: it is read by {@link SharedFilter}, so that
 * nobody compares its raw text with a rule.
 */
public final class TopicFilter {

    private static final String ONE = "+";
    private static final String REST = "#";
    private static final String SHARE = "$share";

    private final String value;
    private final List<String> levels;

    private TopicFilter(String value, List<String> levels) {
        this.value = value;
        this.levels = levels;
    }

    /** Reads a filter that came from outside; empty when it is malformed or shared. */
    public static Optional<TopicFilter> parse(String text) {
        return Levels.split(text)
                .filter(levels -> !levels.getFirst().equals(SHARE) && wildcardsInPlace(levels))
                .map(levels -> new TopicFilter(text, levels));
    }

    /** A filter that our own code wrote; throws when it is malformed. */
    public static TopicFilter of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a topic filter"));
    }

    public String value() {
        return value;
    }

    /** The levels in order; never empty, immutable. */
    public List<String> levels() {
        return levels;
    }

    /** Says whether a message on this topic is delivered to a subscriber of this filter. */
    public boolean matches(TopicName topic) {
        var names = topic.levels();
        if (wildcard(levels.getFirst()) && topic.internal()) {
            return false;
        }
        for (int i = 0; i < levels.size(); i++) {
            var level = levels.get(i);
            if (level.equals(REST)) {
                return true;
            }
            if (i == names.size() || !(level.equals(ONE) || level.equals(names.get(i)))) {
                return false;
            }
        }
        return names.size() == levels.size();
    }

    /**
     * Says whether every topic of the other filter is a topic of this one. Where the two differ
     * only by the empty topic, which MQTT does not allow, the answer is no.
     */
    public boolean contains(TopicFilter other) {
        if (wildcard(levels.getFirst()) && other.internal()) {
            return false;
        }
        return rootEverything() || containsFrom(other.levels);
    }

    private boolean containsFrom(List<String> others) {
        for (int i = 0; i < levels.size(); i++) {
            var level = levels.get(i);
            if (level.equals(REST)) {
                return true;
            }
            if (i == others.size() || !covers(level, others.get(i))) {
                return false;
            }
        }
        return others.size() == levels.size();
    }

    private static boolean covers(String level, String other) {
        return level.equals(ONE) ? !other.equals(REST) : level.equals(other);
    }

    /**
     * Says whether some topic belongs to both filters. Where the only one would be the empty topic,
     * which MQTT does not allow, the answer is yes.
     */
    public boolean meets(TopicFilter other) {
        if ((wildcard(levels.getFirst()) && other.internal())
                || (wildcard(other.levels.getFirst()) && internal())) {
            return false;
        }
        int shorter = Math.min(levels.size(), other.levels.size());
        for (int i = 0; i < shorter; i++) {
            var mine = levels.get(i);
            var theirs = other.levels.get(i);
            if (mine.equals(REST) || theirs.equals(REST)) {
                return true;
            }
            if (!mine.equals(ONE) && !theirs.equals(ONE) && !mine.equals(theirs)) {
                return false;
            }
        }
        return nothingOrRestAt(shorter) && other.nothingOrRestAt(shorter);
    }

    private boolean nothingOrRestAt(int index) {
        return levels.size() == index || levels.get(index).equals(REST);
    }

    /** Says whether the filter's first level is one of a broker's own. */
    public boolean internal() {
        return value.startsWith("$");
    }

    /**
     * {@code +/#} names the same topics as {@code #}, because {@code #} stands for its parent level
     * too.
     */
    private boolean rootEverything() {
        return levels.getFirst().equals(REST) || value.equals("+/#");
    }

    private static boolean wildcardsInPlace(List<String> levels) {
        for (int i = 0; i < levels.size(); i++) {
            var level = levels.get(i);
            boolean last = i == levels.size() - 1;
            if (Levels.hasWildcard(level) && !level.equals(ONE) && !(level.equals(REST) && last)) {
                return false;
            }
        }
        return true;
    }

    private static boolean wildcard(String level) {
        return level.equals(ONE) || level.equals(REST);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TopicFilter that && that.value.equals(value);
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
