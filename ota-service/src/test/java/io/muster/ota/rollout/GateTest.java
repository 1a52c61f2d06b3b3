// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.ota.rollout.Gate.Verdict;
import io.muster.ota.rollout.Policy.AbortRule;
import io.muster.ota.rollout.Policy.GateRule;
import io.muster.ota.rollout.Policy.OnFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");
    private static final GateRule NINETY = new GateRule(90, 1, Duration.ZERO, OnFailure.ABORT);

    @Test
    void twoFailuresOfTenAbortWithTheTenthResultAndNotBefore() {
        var rule = new AbortRule(20, 10);

        assertThat(Gate.tripped(rule, ended(3, 2))).isFalse();
        assertThat(Gate.tripped(rule, ended(7, 2))).isFalse();
        assertThat(Gate.tripped(rule, ended(8, 2))).isTrue();
    }

    @Test
    void aThresholdIsMetExactly() {
        var rule = new AbortRule(20, 1);

        assertThat(Gate.tripped(rule, ended(4, 1))).isTrue();
        assertThat(Gate.tripped(rule, ended(8001, 2000))).isFalse();
        assertThat(Gate.tripped(rule, ended(8000, 2000))).isTrue();
    }

    @Property
    void abortingIsExact(
            @ForAll @IntRange(max = 1000) int ok,
            @ForAll @IntRange(max = 1000) int failed,
            @ForAll @IntRange(min = 1, max = 100) int percent,
            @ForAll @IntRange(min = 1, max = 50) int samples) {
        boolean expected =
                ok + failed >= samples
                        && (double) failed / (ok + failed) >= percent / 100.0 - 1e-12;

        assertThat(Gate.tripped(new AbortRule(percent, samples), ended(ok, failed)))
                .isEqualTo(expected);
    }

    @Test
    void aWaveWaitsForItsDevices() {
        assertThat(verdict(NINETY, new Tally(10, 0, 1, 0, 9, 0, 0, 0)))
                .isEqualTo(new Verdict.Waiting(Optional.empty()));
        assertThat(verdict(NINETY, new Tally(10, 0, 0, 0, 9, 1, 0, 0)))
                .isEqualTo(new Verdict.Passed());
    }

    @Test
    void aWaveThatCanNoLongerPassFailsAtOnce() {
        assertThat(verdict(NINETY, new Tally(10, 0, 8, 0, 0, 2, 0, 0)))
                .isEqualTo(new Verdict.Failed("gate-success-rate"));
        assertThat(verdict(NINETY, new Tally(10, 0, 9, 0, 0, 1, 0, 0)))
                .isEqualTo(new Verdict.Waiting(Optional.empty()));
    }

    @Test
    void devicesThatCouldTellNothingDoNotCount() {
        assertThat(verdict(NINETY, new Tally(10, 0, 0, 0, 0, 0, 8, 2)))
                .isEqualTo(new Verdict.Empty());
        assertThat(verdict(NINETY, Tally.of(0))).isEqualTo(new Verdict.Empty());
        assertThat(verdict(NINETY, new Tally(10, 0, 0, 0, 1, 0, 9, 0)))
                .isEqualTo(new Verdict.Passed());
    }

    @Test
    void tooFewSamplesAreNotEnoughUnlessTheWaveIsSmaller() {
        var five = new GateRule(0, 5, Duration.ZERO, OnFailure.ABORT);

        assertThat(verdict(five, new Tally(3, 0, 0, 0, 3, 0, 0, 0)))
                .isEqualTo(new Verdict.Passed());
        assertThat(verdict(five, new Tally(9, 0, 0, 0, 9, 0, 0, 0)))
                .isEqualTo(new Verdict.Passed());
    }

    @Test
    void bakingCountsFromTheLastSuccess() {
        var baked = new GateRule(90, 1, Duration.ofHours(1), OnFailure.ABORT);
        var wave = wave(new Tally(1, 0, 0, 0, 1, 0, 0, 0)).succeededAt(TEN);
        var eleven = TEN.plus(Duration.ofHours(1));

        assertThat(Gate.verdict(baked, wave, eleven.minusMillis(1)))
                .isEqualTo(new Verdict.Waiting(Optional.of(eleven)));
        assertThat(Gate.verdict(baked, wave, eleven)).isEqualTo(new Verdict.Passed());
    }

    private static Verdict verdict(GateRule rule, Tally tally) {
        return Gate.verdict(rule, wave(tally), TEN);
    }

    private static Wave wave(Tally tally) {
        return new Wave(1, 100, 0, 100, WaveState.OPEN, tally, Optional.empty());
    }

    private static Tally ended(int ok, int failed) {
        return new Tally(ok + failed, 0, 0, 0, ok, failed, 0, 0);
    }
}
