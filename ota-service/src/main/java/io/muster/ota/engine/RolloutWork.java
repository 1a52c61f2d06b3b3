// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.engine;

import io.muster.ota.rollout.Course;
import io.muster.ota.rollout.Gate;
import io.muster.ota.rollout.Job;
import io.muster.ota.rollout.JobOrder;
import io.muster.ota.rollout.JobState;
import io.muster.ota.rollout.Rollout;
import io.muster.ota.rollout.RolloutState;
import io.muster.ota.rollout.Wave;
import io.muster.ota.rollout.WaveState;
import io.muster.platform.topic.TenantId;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One rollout under its lock for the length of a transaction: what was found and what is to be
 * written at its end. Everything that moves a job passes here, so the counters and the abort rule
 * see every move, in the transaction that makes it.
 */
public final class RolloutWork {

    private final SqlConnection connection;
    private final TenantId tenant;
    private final Instant now;
    private final NavigableMap<Integer, Wave> waves = new TreeMap<>();
    private final NavigableSet<Integer> changedWaves = new TreeSet<>();
    private final List<Job> changedJobs = new ArrayList<>();
    private final RolloutState found;
    private Rollout rollout;

    RolloutWork(
            SqlConnection connection,
            TenantId tenant,
            Instant now,
            Rollout rollout,
            Collection<Wave> waves) {
        this.connection = connection;
        this.tenant = tenant;
        this.now = now;
        this.rollout = rollout;
        this.found = rollout.state();
        waves.forEach(wave -> this.waves.put(wave.number(), wave));
    }

    public SqlConnection connection() {
        return connection;
    }

    public TenantId tenant() {
        return tenant;
    }

    public Instant now() {
        return now;
    }

    /** The rollout as it is by now. */
    public Rollout rollout() {
        return rollout;
    }

    UUID id() {
        return rollout.id();
    }

    /** What the rules decide on, as it is by now. */
    public Course course() {
        return new Course(
                rollout.state(),
                rollout.planned(),
                rollout.spec().policy(),
                List.copyOf(waves.tailMap(JobOrder.WAY_BACK, false).values()),
                Optional.ofNullable(waves.get(JobOrder.WAY_BACK)));
    }

    /** Puts the rollout into another state. */
    public void become(RolloutState next, String reason) {
        rollout = rollout.in(next, reason, now);
    }

    /** Stops the rollout for good; the open wave, if there is one, ends like this. */
    public void abort(String reason, WaveState outcome) {
        course().current()
                .filter(wave -> wave.state() != WaveState.PENDING)
                .ifPresent(wave -> put(wave.in(outcome)));
        become(RolloutState.ABORTING, reason);
    }

    /** Adds a wave or takes over how it stands. */
    public void put(Wave wave) {
        waves.put(wave.number(), wave);
        changedWaves.add(wave.number());
    }

    void planned() {
        rollout = rollout.afterPlanning();
    }

    /** Counts a job that was made, which may have ended in the same moment. */
    void added(Job job) {
        var wave = wave(job);
        put(wave.with(wave.tally().plus(job.state())));
        if (job.state().terminal()) {
            changedJobs.add(job);
        }
    }

    /** Counts a job that was moved. The abort rule is applied before anything else can happen. */
    void moved(Job before, Job after) {
        if (before.state() == after.state()) {
            return;
        }
        changedJobs.add(after);
        var wave = wave(after);
        var counted = wave.with(wave.tally().moved(before.state(), after.state()));
        put(after.state() == JobState.SUCCEEDED ? counted.succeededAt(now) : counted);
        if (mayTrip(after) && Gate.tripped(rollout.spec().policy().abort(), course().total())) {
            abort("abort-threshold", WaveState.FAILED);
        }
    }

    private boolean mayTrip(Job job) {
        boolean counts = job.state() == JobState.SUCCEEDED || job.state().failure();
        boolean goesOn =
                rollout.state() == RolloutState.RUNNING || rollout.state() == RolloutState.PAUSED;
        return counts && goesOn && job.order().wave() != JobOrder.WAY_BACK;
    }

    private Wave wave(Job job) {
        var wave = waves.get(job.order().wave());
        if (wave == null) {
            throw new IllegalStateException("a job without its wave");
        }
        return wave;
    }

    boolean stateChanged() {
        return rollout.state() != found;
    }

    List<Job> changedJobs() {
        return changedJobs;
    }

    List<Wave> changedWaves() {
        return changedWaves.stream().map(waves::get).toList();
    }
}
