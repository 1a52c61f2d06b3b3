// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeightedCacheTest {

    private final WeightedCache<String, String> cache = new WeightedCache<>(10, String::length);

    @Test
    void whatWasUsedLongestAgoLeavesWhenItIsFull() {
        cache.put("a", "1234");
        cache.put("b", "1234");
        cache.find("a");

        cache.put("c", "123");

        assertThat(cache.find("a")).isPresent();
        assertThat(cache.find("b")).isEmpty();
        assertThat(cache.find("c")).isPresent();
    }

    @Test
    void whatIsHeavierThanAllIsNotKeptAndDrivesNothingOut() {
        cache.put("a", "1234");

        cache.put("b", "12345678901");

        assertThat(cache.find("a")).isPresent();
        assertThat(cache.find("b")).isEmpty();
    }

    @Test
    void aReplacedValueFreesItsWeight() {
        for (int round = 0; round < 100; round++) {
            cache.put("a", "12345");
        }
        cache.put("b", "12345");

        assertThat(cache.size()).isEqualTo(2);
    }
}
