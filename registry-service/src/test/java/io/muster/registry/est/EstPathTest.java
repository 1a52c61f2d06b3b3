// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EstPathTest {

    @Test
    void withoutALabel() {
        assertThat(EstPath.parse("/.well-known/est/cacerts"))
                .contains(new EstPath(Optional.empty(), EstOperation.CACERTS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/.well-known/est/lab1/simpleenroll", "/lab1/.well-known/est/simpleenroll"})
    void aLabelBehindOrBefore(String path) {
        assertThat(EstPath.parse(path))
                .contains(new EstPath(Optional.of("lab1"), EstOperation.SIMPLEENROLL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/.well-known/est",
                "/.well-known/est/",
                "/.well-known/est/unknown",
                "/.well-known/est/CACERTS",
                "/.well-known/est/cacerts/",
                "/.well-known/est/cacerts/cacerts",
                "/cacerts/.well-known/est/cacerts",
                "/a/b/.well-known/est/cacerts",
                "/a/.well-known/est/b/cacerts",
                "/.well-known/acme/cacerts",
                ".well-known/est/cacerts",
                "//.well-known/est/cacerts/x"
            })
    void everythingElseIsNoPathOfEst(String path) {
        assertThat(EstPath.parse(path)).isEmpty();
    }
}
