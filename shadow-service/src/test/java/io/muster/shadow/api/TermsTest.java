// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.problem.ProblemException;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {

    private final WriteOptions options = new WriteOptions();

    @Test
    void nothingSaidIsNothingAskedFor() {
        var terms = Terms.of(options);

        assertThat(terms.expected()).isEqualTo(Expectation.NONE);
        assertThat(terms.manner().timing()).isEqualTo(Timing.ALWAYS);
        assertThat(terms.dryRun()).isFalse();
        assertThat(terms.minimal()).isFalse();
    }

    @Test
    void case47AllThatIsRequiredMustHold() {
        options.ifMatch = "\"17\"";
        options.when = "reported.fw==1";

        assertThat(Terms.of(options).expected())
                .isInstanceOfSatisfying(
                        Expectation.All.class,
                        all -> assertThat(all.each()).hasSize(2).contains(new Expectation.Tag(17)));
    }

    @Test
    void case47OnlyAStarAsksForNothing() {
        options.ifNoneMatch = "*";
        assertThat(Terms.of(options).expected()).isEqualTo(new Expectation.Nothing());

        options.ifNoneMatch = "\"1\"";
        refused();
    }

    @Test
    void case51TimesAreTaken() {
        options.ttl = "PT2S";
        options.notBefore = "2030-01-31T13:00:00+01:00";

        assertThat(Terms.of(options).manner().timing())
                .isEqualTo(
                        new Timing(
                                Optional.of(Instant.parse("2030-01-31T12:00:00Z")),
                                Optional.of(Duration.ofSeconds(2))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1h", "PT0S", "-PT1H", "PT0.0000001S", "PT9999999999999999999H", ""})
    void case51ADurationThatIsNoneIsRefused(String ttl) {
        options.ttl = ttl;
        refused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "2030-01-31", "+999999-01-01T00:00:00Z", ""})
    void case51ATimeThatIsNoneIsRefused(String notBefore) {
        options.notBefore = notBefore;
        refused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "yes", "TRUE", ""})
    void case50WhatMayBeMeantAsADryRunIsNeverCarriedOut(String dryRun) {
        options.dryRun = dryRun;
        refused();
    }

    @Test
    void case50ADryRunIsOne() {
        options.dryRun = "true";
        assertThat(Terms.of(options).dryRun()).isTrue();
    }

    @Test
    void aCallerMayWantNothingBack() {
        options.prefer = "respond-async, return=minimal";
        assertThat(Terms.of(options).minimal()).isTrue();

        options.prefer = "return=representation";
        assertThat(Terms.of(options).minimal()).isFalse();
    }

    private void refused() {
        assertThatThrownBy(() -> Terms.of(options)).isInstanceOf(ProblemException.class);
    }
}
