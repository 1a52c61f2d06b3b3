// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import io.muster.platform.topic.DeviceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A rollout in memory: carries out the conductor's steps the way the engine does, without a
 * database. It keeps what happened, so that the test can count anew what the rollout counts as it
 * goes.
 */
final class ModelRollout {

    static final String OLD = "1.0.0";
    static final String NEW = "1.1.0";
    private static final int BATCH = 3;

    final UUID id = new UUID(0, 1);
    final Policy policy;
    final List<ModelDevice> fleet;
    final Map<UUID, Job> jobs = new LinkedHashMap<>();
    final Map<DeviceId, UUID> slots = new HashMap<>();

    RolloutState state = RolloutState.RUNNING;
    String reason = "";
    List<Wave> waves;
    Optional<Wave> rollback = Optional.empty();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    boolean planned;
    int offers;
    private long ids;

    ModelRollout(Policy policy, List<Integer> shares, List<ModelDevice> fleet) {
        this.policy = policy;
        this.fleet = fleet;
        this.waves = WavePlan.of(shares);
    }

    Course course() {
        return new Course(state, planned, policy, waves, rollback);
    }

    /** One step; answers whether it changed anything. */
    boolean advance() {
        int before = jobs.size();
        var step = Conductor.next(course(), state.sendsBack() ? affected().size() : 0, now);
        return switch (step) {
            case Step.Plan() -> plan();
            case Step.Open(var wave) -> put(wave.in(WaveState.OPEN));
            case Step.Release(var wave, int atMost) -> release(wave, Math.min(atMost, BATCH));
            case Step.Offer(var wave, int atMost) -> offer(wave, Math.min(atMost, BATCH));
            case Step.Close(var wave, var outcome) -> put(wave.in(outcome));
            case Step.Hold(var wave, var why) ->
                    put(wave.in(WaveState.HELD)) && become(RolloutState.PAUSED, why);
            case Step.Abort(var _, var why) -> abort(why, WaveState.FAILED);
            case Step.Withdraw() -> withdraw();
            case Step.Rollback() -> rollBack();
            case Step.Finish(var outcome) -> become(outcome, reason);
            case Step.Wait _ -> jobs.size() != before;
        };
    }

    void settle() {
        for (int i = 0; i < 10_000 && advance(); i++) {
            check(i < 9_999, "the conductor never rests");
        }
    }

    private boolean plan() {
        planned = true;
        var lowest = fleet.stream().mapToInt(this::bucket).min();
        if (lowest.isPresent()) {
            waves = WavePlan.reaching(waves, lowest.getAsInt());
        }
        waves = waves.stream().map(wave -> wave.with(Tally.of(members(wave).size()))).toList();
        return true;
    }

    int bucket(ModelDevice device) {
        return Bucket.of(id.toString(), device.id.value());
    }

    List<ModelDevice> members(Wave wave) {
        return fleet.stream()
                .filter(device -> wave.covers(bucket(device)))
                .sorted((a, b) -> Integer.compare(bucket(a), bucket(b)))
                .toList();
    }

    private boolean release(Wave wave, int atMost) {
        members(wave).stream()
                .filter(device -> !has(device.id, JobKind.UPDATE))
                .limit(atMost)
                .forEach(device -> {
                    var admission =
                            Admission.of(
                                    JobKind.UPDATE,
                                    NEW,
                                    device.here,
                                    Optional.of(device.installed));
                    add(wave.number(), device, JobKind.UPDATE, NEW, admission);
                });
        return true;
    }

    boolean has(DeviceId device, JobKind kind) {
        return jobs.values().stream()
                .anyMatch(job -> job.device().equals(device) && job.order().kind() == kind);
    }

    private void add(
            int wave, ModelDevice device, JobKind kind, String version, Admission admission) {
        var order =
                new JobOrder(
                        new UUID(1, ++ids),
                        id,
                        wave,
                        device.id,
                        kind,
                        id,
                        "pump",
                        device.installed);
        var job = Job.of(order, version, admission, now);
        jobs.put(job.id(), job);
        var counted = wave(wave);
        put(counted.with(counted.tally().plus(job.state())));
    }

    private boolean offer(Wave wave, int atMost) {
        var free =
                select(job -> job.order().wave() == wave.number() && job.state() == JobState.QUEUED)
                        .stream()
                        .filter(job -> !slots.containsKey(job.device()))
                        .limit(atMost)
                        .toList();
        free.forEach(job -> {
            slots.put(job.device(), job.id());
            apply(job.id(), new JobEvent.Offered());
            device(job.device()).told(jobs.get(job.id()));
        });
        offers += wave.number() == JobOrder.WAY_BACK ? 0 : free.size();
        return !free.isEmpty();
    }

    List<Job> select(Predicate<Job> which) {
        return jobs.values().stream().filter(which).toList();
    }

    /** Applies an event to a job as the engine does; answers what came of it. */
    JobStep apply(UUID jobId, JobEvent event) {
        var job = jobs.get(jobId);
        var step = job.progress().on(event);
        if (step instanceof JobStep.To(var next)) {
            var after = job.moved(next, "", policy.limits(), now);
            jobs.put(jobId, after);
            count(job, after);
            if (after.state().terminal() && jobId.equals(slots.get(job.device()))) {
                slots.remove(job.device());
            }
        }
        return step;
    }

    private void count(Job before, Job after) {
        if (before.state() == after.state()) {
            return;
        }
        var wave = wave(after.order().wave());
        var moved = wave.with(wave.tally().moved(before.state(), after.state()));
        put(after.state() == JobState.SUCCEEDED ? moved.succeededAt(now) : moved);
        boolean live = state == RolloutState.RUNNING || state == RolloutState.PAUSED;
        boolean sample = after.state() == JobState.SUCCEEDED || after.state().failure();
        boolean update = after.order().kind() == JobKind.UPDATE;
        if (live && sample && update && Gate.tripped(policy.abort(), course().total())) {
            abort("abort-threshold", WaveState.FAILED);
        }
    }

    boolean abort(String why, WaveState outcome) {
        course().current()
                .filter(wave -> wave.state() != WaveState.PENDING)
                .ifPresent(wave -> put(wave.in(outcome)));
        return become(RolloutState.ABORTING, why);
    }

    private boolean become(RolloutState next, String why) {
        check(!state.terminal(), "a terminal state changed");
        state = next;
        reason = why;
        return true;
    }

    private boolean withdraw() {
        var open =
                select(job -> job.order().kind() == JobKind.UPDATE).stream()
                        .filter(job -> !job.state().terminal() && !job.state().installing())
                        .limit(BATCH)
                        .toList();
        open.forEach(job -> apply(job.id(), new JobEvent.Withdrawn("rollout-aborted")));
        return !open.isEmpty();
    }

    List<Job> affected() {
        return select(job -> job.order().kind() == JobKind.UPDATE && job.state().terminal())
                .stream()
                .filter(job -> job.state() != JobState.SKIPPED && job.state() != JobState.REMOVED)
                .filter(job -> took(job, device(job.device())))
                .filter(job -> !has(job.device(), JobKind.ROLLBACK))
                .toList();
    }

    private static boolean took(Job job, ModelDevice device) {
        boolean seenSince = device.seenAt.isAfter(job.times().changed());
        return device.installed.equals(NEW) || (job.progress().took() && !seenSince);
    }

    private boolean rollBack() {
        if (state == RolloutState.ABORTING) {
            rollback =
                    Optional.of(
                            new Wave(0, 0, 0, 0, WaveState.OPEN, Tally.of(0), Optional.empty()));
            return become(RolloutState.ROLLING_BACK, reason);
        }
        affected().stream()
                .limit(BATCH)
                .forEach(job -> {
                    var back = rollback.orElseThrow();
                    put(back.with(back.tally().resized(back.tally().size() + 1)));
                    var device = device(job.device());
                    var previous = job.order().previousVersion();
                    add(
                            JobOrder.WAY_BACK,
                            device,
                            JobKind.ROLLBACK,
                            previous,
                            Admission.of(
                                    JobKind.ROLLBACK,
                                    previous,
                                    device.here,
                                    Optional.of(device.installed)));
                });
        return true;
    }

    ModelDevice device(DeviceId id) {
        return fleet.stream().filter(device -> device.id.equals(id)).findFirst().orElseThrow();
    }

    private Wave wave(int number) {
        return number == JobOrder.WAY_BACK ? rollback.orElseThrow() : waves.get(number - 1);
    }

    private boolean put(Wave changed) {
        if (changed.number() == JobOrder.WAY_BACK) {
            rollback = Optional.of(changed);
        } else {
            var list = new ArrayList<>(waves);
            list.set(changed.number() - 1, changed);
            waves = List.copyOf(list);
        }
        return true;
    }

    /** Time passes; what is overdue then has failed. */
    void pass(long seconds) {
        now = now.plusSeconds(seconds);
        var overdue =
                select(job -> job.times().deadline().filter(at -> !at.isAfter(now)).isPresent());
        overdue.forEach(job -> apply(job.id(), new JobEvent.Expired()));
    }

    void command(RolloutState.Command command) {
        var next = state.after(command);
        if (next.isEmpty() || next.get() == state) {
            return;
        }
        if (next.get() == RolloutState.ABORTING) {
            abort("operator", WaveState.STOPPED);
            return;
        }
        if (next.get() == RolloutState.RUNNING) {
            course().current()
                    .filter(wave -> wave.state() == WaveState.HELD)
                    .ifPresent(wave -> put(wave.in(WaveState.WAIVED)));
        }
        become(next.get(), "operator");
    }

    static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
