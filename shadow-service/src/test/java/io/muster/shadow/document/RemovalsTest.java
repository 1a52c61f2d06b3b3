// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.shadow.json.Pointer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemovalsTest {

    @Test
    void whatIsDesiredAgainWasNotRemoved() {
        var removals = Removals.NONE.then(at("/a", "/b"), at(), 2);

        assertThat(removals.then(at(), at("/a/x"), 3).entries())
                .containsOnlyKeys(at("/b").getFirst());
    }

    @Test
    void aLargerRemovalStandsForWhatIsInIt() {
        var removals = Removals.NONE.then(at("/a/x"), at(), 2);

        assertThat(removals.then(at("/a"), at(), 3).entries())
                .containsOnlyKeys(at("/a").getFirst());
    }

    @Test
    void whatTheDeviceKnowsIsForgotten() {
        var removals = Removals.NONE.then(at("/a"), at(), 2).then(at("/b"), at(), 3);

        assertThat(removals.known(2).entries()).containsOnlyKeys(at("/b").getFirst());
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

    private static List<Pointer> at(String... places) {
        return Arrays.stream(places).map(p -> Pointer.parse(p).orElseThrow()).toList();
    }
}
