// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.tie;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.gateway.store.GatewayBatchStore.Link;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineageTest {

    @Test
    void aCircleIsSeenByWayOfOthers() {
        var lineage = new Lineage(List.of(new Link("c", "b"), new Link("b", "a")));

        assertThat(lineage.closes("a", Set.of("c"))).isTrue();
        assertThat(lineage.closes("a", Set.of("a"))).isTrue();
        assertThat(lineage.closes("c", Set.of("a", "d"))).isFalse();
    }

    @Test
    void whatEarlierRowsSaidCounts() {
        var lineage = new Lineage(List.of(new Link("b", "a")));

        lineage.replace("a", Set.of("x"));
        lineage.replace("b", Set.of());

        assertThat(lineage.closes("a", Set.of("b"))).isFalse();
        assertThat(lineage.closes("x", Set.of("a"))).isTrue();
        assertThat(lineage.gatewaysOf("a")).containsExactly("x");
    }

    @Test
    void aLongChainIsNoMatterOfTheStack() {
        var links =
                IntStream.range(0, 100_000)
                        .mapToObj(i -> new Link("d" + i, "d" + (i + 1)))
                        .toList();

        assertThat(new Lineage(links).closes("d100000", Set.of("d0"))).isTrue();
    }
}
