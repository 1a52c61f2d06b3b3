// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.shadow.json.Pointer;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RemovalsTest {

    @Test
    void whatIsDesiredAgainWasNotRemoved() {
        var removals = Removals.NONE.then(at("/a", "/b"), at(), 2);

        assertThat(removals.then(at(), at("/a/x"), 3).entries()).containsOnlyKeys(at("/b").first());
    }

    @Test
    void aLargerRemovalStandsForWhatIsInIt() {
        var removals = Removals.NONE.then(at("/a/x"), at(), 2);

        assertThat(removals.then(at("/a"), at(), 3).entries()).containsOnlyKeys(at("/a").first());
    }

    @Test
    void whatTheDeviceKnowsIsForgotten() {
        var removals = Removals.NONE.then(at("/a"), at(), 2).then(at("/b"), at(), 3);

        assertThat(removals.known(2).entries()).containsOnlyKeys(at("/b").first());
        assertThat(removals.known(3)).isEqualTo(Removals.NONE);
    }

    @Test
    void theOldestMakesRoom() {
        var removals = Removals.NONE;
        for (int version = 1; version <= 200; version++) {
            removals = removals.then(at("/m" + version), at(), version);
        }

        assertThat(removals.entries()).hasSize(Removals.MOST_ENTRIES);
        assertThat(removals.entries().values()).doesNotContain(72L).contains(73L, 200L);
    }

    @Test
    void whoeverDoesNotKnowAllIsToldSo() {
        var many = new TreeSet<Pointer>();
        IntStream.range(0, 200).forEach(i -> many.addAll(at("/m" + i)));
        var removals = Removals.NONE.then(many, at(), 7);

        assertThat(removals.incomplete()).isTrue();
        assertThat(removals.known(6).incomplete()).isTrue();
        assertThat(removals.known(7)).isEqualTo(Removals.NONE);
        assertThat(Removals.NONE.then(at("/a"), at(), 7).incomplete()).isFalse();
    }

    @Test
    void longNamesMakeNoLongMessages() {
        var removals = Removals.NONE;
        for (int version = 1; version <= 100; version++) {
            removals = removals.then(at("/" + "\u0001".repeat(240) + version), at(), version);
        }

        assertThat(removals.entries()).hasSizeBetween(10, 11).containsValue(100L);
        assertThat(removals.incomplete()).isTrue();
    }

    @Test
    void whereAPartIsDesiredAgainTheRestStaysRemoved() {
        var removals = Removals.NONE.then(at("/a", "/a/o", "/a/o/x", "/a/y"), at(), 2);
        assertThat(removals.outermost()).containsExactlyElementsOf(at("/a"));

        assertThat(removals.then(at(), at("/a/b"), 3).outermost())
                .containsExactlyElementsOf(at("/a/o", "/a/y"));
        assertThat(removals.then(at(), at("/a/o/z"), 3).outermost())
                .containsExactlyElementsOf(at("/a/o/x", "/a/y"));
    }

    private static NavigableSet<Pointer> at(String... places) {
        return Arrays.stream(places)
                .map(p -> Pointer.parse(p).orElseThrow())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
