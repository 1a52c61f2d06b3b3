// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

/**
 * How the jobs of a wave stand. The counts are kept by the transactions that move the jobs, never
 * counted anew, and always add up.
 *
 * @param size devices of the wave, whether they have a job yet or not
 * @param offered jobs that are shown to a device that has not begun to install
 * @param installing jobs whose device has begun to install
 * @param skipped jobs that found nothing to do
 * @param withdrawn jobs that were called back or whose device left
 */
public record Tally(
        int size,
        int queued,
        int offered,
        int installing,
        int ok,
        int failed,
        int skipped,
        int withdrawn) {

    /** A wave of this many devices without a job. */
    public static Tally of(int size) {
        return new Tally(size, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Jobs that exist. */
    public int released() {
        return queued + inFlight() + settled();
    }

    /** Jobs that a device is at work on. */
    public int inFlight() {
        return offered + installing;
    }

    /** Jobs that have ended. */
    public int settled() {
        return ok + failed + skipped + withdrawn;
    }

    /** Jobs that say something about the release. */
    public int samples() {
        return ok + failed;
    }

    /** Devices that still can say something about the release, or have. */
    public int expectedSamples() {
        return size - skipped - withdrawn;
    }

    /** The same wave with one more job, in this state. */
    public Tally plus(JobState state) {
        return add(state, 1);
    }

    /** The same wave after a job went from one state to another. */
    public Tally moved(JobState from, JobState to) {
        return add(from, -1).add(to, 1);
    }

    /** The counts of both. */
    public Tally plus(Tally other) {
        return new Tally(
                size + other.size,
                queued + other.queued,
                offered + other.offered,
                installing + other.installing,
                ok + other.ok,
                failed + other.failed,
                skipped + other.skipped,
                withdrawn + other.withdrawn);
    }

    /** The same jobs in a wave of this many devices. */
    public Tally resized(int devices) {
        return new Tally(devices, queued, offered, installing, ok, failed, skipped, withdrawn);
    }

    private Tally add(JobState state, int n) {
        return switch (state) {
            case QUEUED -> with(n, 0, 0, 0, 0, 0, 0);
            case OFFERED, DOWNLOADING, DOWNLOADED -> with(0, n, 0, 0, 0, 0, 0);
            case INSTALLING, VERIFYING -> with(0, 0, n, 0, 0, 0, 0);
            case SUCCEEDED -> with(0, 0, 0, n, 0, 0, 0);
            case FAILED, TIMED_OUT, REJECTED -> with(0, 0, 0, 0, n, 0, 0);
            case SKIPPED -> with(0, 0, 0, 0, 0, n, 0);
            case CANCELLED, REMOVED -> with(0, 0, 0, 0, 0, 0, n);
        };
    }

    private Tally with(int q, int o, int i, int s, int f, int k, int w) {
        return new Tally(
                size,
                queued + q,
                offered + o,
                installing + i,
                ok + s,
                failed + f,
                skipped + k,
                withdrawn + w);
    }
}
