// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.ota.rollout.JobEvent.Reported;
import io.muster.ota.rollout.JobEvent.VersionSeen;
import io.muster.ota.rollout.ModelDevice.Message;
import io.muster.ota.rollout.ModelDevice.Temper;
import io.muster.ota.rollout.Policy.AbortRule;
import io.muster.ota.rollout.Policy.GateRule;
import io.muster.ota.rollout.Policy.OnAbort;
import io.muster.ota.rollout.Policy.OnFailure;
import io.muster.ota.rollout.RolloutState.Command;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whole rollouts under whatever operators, devices, the network and time may do, in any order: the
 * rules that hold always, and what has to come of it in the end.
 */
class RolloutModelTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final TimeLimits LIMITS =
            new TimeLimits(HOUR, HOUR, HOUR, HOUR, Duration.ofHours(3));

    /** Something that happens; {@code which} chooses among devices or messages. */
    record Happening(Kind kind, int which) {
        enum Kind {
            STEP,
            WORK,
            DELIVER,
            DELIVER_LAST,
            REDELIVER,
            TIME,
            PAUSE,
            RESUME,
            ABORT,
            LEAVE
        }
    }

    @Property(tries = 2000)
    void rulesHoldWhateverHappens(
            @ForAll("rollouts") ModelRollout rollout,
            @ForAll("happenings") List<Happening> happenings) {
        var watch = new Watch(rollout);

        for (var happening : happenings) {
            happen(rollout, happening);
            watch.check();
        }
        finish(rollout, watch);

        assertThat(rollout.state.terminal()).as("state %s", rollout.state).isTrue();
        checkEnd(rollout);
    }

    private static void happen(ModelRollout rollout, Happening happening) {
        var device = rollout.fleet.get(happening.which() % rollout.fleet.size());
        switch (happening.kind()) {
            case STEP -> rollout.advance();
            case WORK -> device.work();
            case DELIVER -> deliver(rollout, device, 0, true);
            case DELIVER_LAST -> deliver(rollout, device, device.sent.size() - 1, true);
            case REDELIVER -> deliver(rollout, device, happening.which() % 7, false);
            case TIME -> rollout.pass(happening.which() * 60L);
            case PAUSE -> rollout.command(Command.PAUSE);
            case RESUME -> rollout.command(Command.RESUME);
            case ABORT -> rollout.command(Command.ABORT);
            case LEAVE -> leave(rollout, device);
        }
    }

    private static void deliver(ModelRollout rollout, ModelDevice device, int index, boolean once) {
        if (index < 0 || index >= device.sent.size()) {
            return;
        }
        var message = device.sent.get(index);
        if (once) {
            device.sent.remove(index);
        }
        receive(rollout, device, message);
    }

    /** As the channel does it; the same message again right away must change nothing. */
    private static void receive(ModelRollout rollout, ModelDevice device, Message message) {
        take(rollout, device, message);
        var jobs = new HashMap<>(rollout.jobs);
        take(rollout, device, message);
        jobs.forEach(
                (id, job) -> assertThat(rollout.jobs.get(id).progress()).isEqualTo(job.progress()));
    }

    private static void take(ModelRollout rollout, ModelDevice device, Message message) {
        if (message.job().isPresent()) {
            var step = rollout.apply(message.job().get(), message.event());
            if (step instanceof JobStep.To && message.event() instanceof Reported report) {
                device.seen(report.version(), rollout.now);
            }
            return;
        }
        rollout.select(job -> job.device().equals(device.id) && !job.state().terminal())
                .forEach(job -> rollout.apply(job.id(), message.event()));
        device.seen(((VersionSeen) message.event()).version(), rollout.now);
    }

    private static void leave(ModelRollout rollout, ModelDevice device) {
        device.here = false;
        rollout.select(job -> job.device().equals(device.id) && !job.state().terminal())
                .forEach(job -> rollout.apply(job.id(), new JobEvent.DeviceLeft()));
    }

    /** Everybody does their part from now on: operators resume, the network delivers. */
    private static void finish(ModelRollout rollout, Watch watch) {
        for (int round = 0; round < 200 && !over(rollout); round++) {
            rollout.command(Command.RESUME);
            rollout.settle();
            watch.check();
            for (var device : rollout.fleet) {
                device.work();
                deliver(rollout, device, 0, true);
                watch.check();
            }
            rollout.pass(round % 10 == 9 ? 3600 : 1);
            watch.check();
        }
    }

    /** A device may turn up on the release after the end, as long as anything is in the network. */
    private static boolean over(ModelRollout rollout) {
        return rollout.state.terminal()
                && rollout.select(job -> !job.state().terminal()).isEmpty()
                && rollout.fleet.stream().allMatch(device -> device.sent.isEmpty())
                && (!rollout.state.sendsBack() || rollout.affected().isEmpty());
    }

    private static void checkEnd(ModelRollout rollout) {
        assertThat(rollout.select(job -> !job.state().terminal())).isEmpty();
        assertThat(rollout.slots).isEmpty();
        if (rollout.state == RolloutState.COMPLETED) {
            assertThat(rollout.waves).allMatch(wave -> wave.state().over());
            assertThat(rollout.course().total().released())
                    .isEqualTo(rollout.course().total().size());
        }
        if (rollout.state.sendsBack()) {
            assertThat(rollout.affected()).isEmpty();
            rollout.select(job -> job.state() == JobState.SUCCEEDED)
                    .forEach(job ->
                            assertThat(
                                            rollout.has(job.device(), JobKind.ROLLBACK)
                                                    || !rollout.device(job.device())
                                                            .installed
                                                            .equals(ModelRollout.NEW))
                                    .isTrue());
        }
    }

    /** What must be true between any two happenings. */
    private static final class Watch {
        private final ModelRollout rollout;
        private final Map<UUID, Job> ended = new HashMap<>();
        private boolean stopped;
        private boolean tripped;
        private int offersBefore;
        private RolloutState stateBefore = RolloutState.RUNNING;

        Watch(ModelRollout rollout) {
            this.rollout = rollout;
        }

        void check() {
            countersAddUp();
            terminalStatesStay();
            oneJobAtATime();
            wavesWaitForEachOther();
            nothingIsOfferedOnceStopped();
            abortingIsExact();
        }

        private void countersAddUp() {
            for (var wave : rollout.waves) {
                checkTally(wave);
            }
            rollout.rollback.ifPresent(this::checkTally);
            assertThat(rollout.course().total().inFlight())
                    .isLessThanOrEqualTo(rollout.policy.maxInFlight());
        }

        private void checkTally(Wave wave) {
            var counted = Tally.of(wave.tally().size());
            for (var job : rollout.select(job -> job.order().wave() == wave.number())) {
                counted = counted.plus(job.state());
            }
            assertThat(wave.tally()).isEqualTo(counted);
        }

        private void terminalStatesStay() {
            ended.forEach((id, job) -> assertThat(rollout.jobs.get(id)).isEqualTo(job));
            rollout.select(job -> job.state().terminal()).forEach(job -> ended.put(job.id(), job));
        }

        private void oneJobAtATime() {
            for (var device : rollout.fleet) {
                var own = rollout.select(job -> job.device().equals(device.id));
                assertThat(own.stream().filter(job -> job.state().active()).count())
                        .isLessThanOrEqualTo(1);
                assertThat(own.stream().map(job -> job.order().kind()).distinct().count())
                        .isEqualTo(own.size());
            }
        }

        private void wavesWaitForEachOther() {
            for (int i = 1; i < rollout.waves.size(); i++) {
                var before = rollout.waves.get(i - 1).state();
                if (rollout.waves.get(i).tally().released() > 0) {
                    assertThat(before).isIn(WaveState.PASSED, WaveState.EMPTY);
                }
            }
        }

        private void nothingIsOfferedOnceStopped() {
            if (stopped || stateBefore == RolloutState.PAUSED) {
                boolean resumed = stateBefore == RolloutState.PAUSED && !stopped;
                assertThat(
                                rollout.offers == offersBefore
                                        || (resumed && rollout.state == RolloutState.RUNNING))
                        .isTrue();
            }
            offersBefore = rollout.offers;
            stateBefore = rollout.state;
            stopped = rollout.state != RolloutState.RUNNING && rollout.state != RolloutState.PAUSED;
        }

        private void abortingIsExact() {
            long failed = count(job -> job.state().failure());
            long samples = failed + count(job -> job.state() == JobState.SUCCEEDED);
            var rule = rollout.policy.abort();
            boolean over =
                    samples >= rule.minSamples() && failed * 100 >= rule.failurePercent() * samples;
            if (over && !tripped) {
                assertThat(rollout.state)
                        .isNotIn(RolloutState.RUNNING, RolloutState.PAUSED, RolloutState.COMPLETED);
            }
            if (rollout.reason.equals("abort-threshold")) {
                assertThat(tripped || over).isTrue();
            }
            tripped = tripped || over;
        }

        private long count(Predicate<Job> which) {
            return rollout.select(job -> job.order().kind() == JobKind.UPDATE && which.test(job))
                    .size();
        }
    }

    @Provide
    Arbitrary<ModelRollout> rollouts() {
        var policies =
                Combinators.combine(
                                Arbitraries.integers().between(0, 100),
                                Arbitraries.integers().between(1, 100),
                                Arbitraries.integers().between(1, 5),
                                Arbitraries.of(OnFailure.class),
                                Arbitraries.of(OnAbort.class),
                                Arbitraries.integers().between(1, 6))
                        .as(RolloutModelTest::policy);
        var shares =
                Arbitraries.of(
                        List.of(10_000),
                        List.of(100, 10_000),
                        List.of(100, 1000, 10_000),
                        List.of(2500, 5000, 7500));
        var fleets = Arbitraries.of(Temper.class).list().ofMinSize(1).ofMaxSize(12);
        return Combinators.combine(policies, shares, fleets)
                .as((policy, plan, tempers) -> new ModelRollout(policy, plan, fleet(tempers)));
    }

    private static Policy policy(
            int success, int failure, int samples, OnFailure gate, OnAbort abort, int inFlight) {
        return new Policy(
                new GateRule(success, samples, Duration.ofMinutes(samples - 1L), gate),
                new AbortRule(failure, samples),
                LIMITS,
                abort,
                inFlight);
    }

    private static List<ModelDevice> fleet(List<Temper> tempers) {
        return IntStream.range(0, tempers.size())
                .mapToObj(i -> new ModelDevice(i, tempers.get(i)))
                .toList();
    }

    @Provide
    Arbitrary<List<Happening>> happenings() {
        var kinds =
                Arbitraries.frequency(
                        Tuple.of(20, Happening.Kind.STEP),
                        Tuple.of(20, Happening.Kind.WORK),
                        Tuple.of(20, Happening.Kind.DELIVER),
                        Tuple.of(5, Happening.Kind.DELIVER_LAST),
                        Tuple.of(10, Happening.Kind.REDELIVER),
                        Tuple.of(3, Happening.Kind.TIME),
                        Tuple.of(2, Happening.Kind.PAUSE),
                        Tuple.of(3, Happening.Kind.RESUME),
                        Tuple.of(1, Happening.Kind.ABORT),
                        Tuple.of(1, Happening.Kind.LEAVE));
        return Combinators.combine(kinds, Arbitraries.integers().between(0, 40))
                .as(Happening::new)
                .list()
                .ofMaxSize(200);
    }
}
