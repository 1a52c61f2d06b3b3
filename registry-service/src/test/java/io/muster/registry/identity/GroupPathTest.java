// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupPathTest {

    @Test
    void aPathKnowsTheGroupAboveAndTheRangeBelow() {
        var path = new GroupPath("/site1/floor2");

        assertThat(path.parent()).contains(new GroupPath("/site1"));
        assertThat(new GroupPath("/site1").parent()).isEqualTo(Optional.empty());
        assertThat("/site1/floor2/room").isBetween(path.below(), path.behind());
        assertThat("/site1/floor2-annex").isLessThan(path.below());
        assertThat("/site1/floor20").isGreaterThanOrEqualTo(path.behind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a",
                "/a/",
                "//a",
                "/a//b",
                "/.a",
                "/-",
                "/a b",
                "/a\n",
                "/a%",
                "/ä",
                "/a/b/c/d/e/f/g/h/i"
            })
    void whatIsNoPathIsNone(String text) {
        assertThat(GroupPath.parse(text)).isEmpty();
    }

    @Test
    void aPathIsBounded() {
        assertThat(GroupPath.parse("/" + "a".repeat(64))).isPresent();
        assertThat(GroupPath.parse("/" + "a".repeat(65))).isEmpty();
        assertThat(GroupPath.parse(("/" + "a".repeat(63)).repeat(4))).isPresent();
        assertThat(GroupPath.parse(("/" + "a".repeat(63)).repeat(5))).isEmpty();
    }
}
