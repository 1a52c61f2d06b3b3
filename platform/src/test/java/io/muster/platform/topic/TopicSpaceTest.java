// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares filters with the sets of topics they stand for, all topics of up to four levels over an
 * alphabet that has an empty and an internal level. The empty topic is among them: it is not a
 * topic, but filters are compared as if it were.
 */
class TopicSpaceTest {

    private static final List<String> ALPHABET = List.of("a", "b", "$x", "");
    private static final List<List<String>> TOPICS = words(ALPHABET, 4);
    private static final List<TopicFilter> FILTERS =
            words(List.of("a", "b", "$x", "", "+", "#"), 3).stream()
                    .map(levels -> String.join("/", levels))
                    .flatMap(text -> TopicFilter.parse(text).stream())
                    .toList();
    private static final List<BitSet> SETS =
            FILTERS.stream().map(TopicSpaceTest::topicsOf).toList();

    @Test
    void matchesWhatTheStandardSays() {
        for (int f = 0; f < FILTERS.size(); f++) {
            for (int t = 1; t < TOPICS.size(); t++) {
                var filter = FILTERS.get(f);
                var topic = String.join("/", TOPICS.get(t));

                boolean matches = TopicName.parse(topic).filter(filter::matches).isPresent();

                assertThat(matches)
                        .as("%s matches %s", filter, topic)
                        .isEqualTo(SETS.get(f).get(t) && !topic.isEmpty());
            }
        }
    }

    @Test
    void containsIsInclusionOfSets() {
        forEachPair((mine, theirs) -> {
            var outside = (BitSet) SETS.get(theirs).clone();
            outside.andNot(SETS.get(mine));

            assertThat(FILTERS.get(mine).contains(FILTERS.get(theirs)))
                    .as("%s contains %s", FILTERS.get(mine), FILTERS.get(theirs))
                    .isEqualTo(outside.isEmpty());
        });
    }

    @Test
    void meetsIsIntersectionOfSets() {
        forEachPair((mine, theirs) ->
                assertThat(FILTERS.get(mine).meets(FILTERS.get(theirs)))
                        .as("%s meets %s", FILTERS.get(mine), FILTERS.get(theirs))
                        .isEqualTo(SETS.get(mine).intersects(SETS.get(theirs))));
    }

    private interface Pair {
        void check(int mine, int theirs);
    }

    private static void forEachPair(Pair pair) {
        for (int mine = 0; mine < FILTERS.size(); mine++) {
            for (int theirs = 0; theirs < FILTERS.size(); theirs++) {
                pair.check(mine, theirs);
            }
        }
    }

    private static List<List<String>> words(List<String> alphabet, int longest) {
        var words = new ArrayList<List<String>>();
        var last = List.of(List.<String>of());
        for (int length = 1; length <= longest; length++) {
            last =
                    last.stream()
                            .flatMap(word ->
                                    alphabet.stream()
                                            .map(level ->
                                                    Stream.concat(word.stream(), Stream.of(level))
                                                            .toList()))
                            .toList();
            words.addAll(last);
        }
        return words;
    }

    private static BitSet topicsOf(TopicFilter filter) {
        var set = new BitSet();
        for (int t = 0; t < TOPICS.size(); t++) {
            set.set(t, specified(filter.levels(), TOPICS.get(t)));
        }
        return set;
    }

    /** MQTT 5.0, 4.7.1 and 4.7.2, as recursion. */
    private static boolean specified(List<String> filter, List<String> topic) {
        boolean wild = filter.getFirst().equals("+") || filter.getFirst().equals("#");
        return !(wild && topic.getFirst().startsWith("$")) && walk(filter, topic);
    }

    private static boolean walk(List<String> filter, List<String> topic) {
        if (filter.equals(List.of("#"))) {
            return true;
        }
        if (filter.isEmpty() || topic.isEmpty()) {
            return filter.isEmpty() && topic.isEmpty();
        }
        boolean level = filter.getFirst().equals("+") || filter.getFirst().equals(topic.getFirst());
        return level && walk(filter.subList(1, filter.size()), topic.subList(1, topic.size()));
    }
}
