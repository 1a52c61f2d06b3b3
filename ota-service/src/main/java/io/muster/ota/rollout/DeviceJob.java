// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import io.muster.ota.rollout.JobEvent.Acknowledged;
import io.muster.ota.rollout.JobEvent.DeviceLeft;
import io.muster.ota.rollout.JobEvent.Expired;
import io.muster.ota.rollout.JobEvent.Offered;
import io.muster.ota.rollout.JobEvent.Reported;
import io.muster.ota.rollout.JobEvent.VersionSeen;
import io.muster.ota.rollout.JobEvent.Withdrawn;
import io.muster.ota.rollout.JobStep.Cause;
import io.muster.ota.rollout.JobStep.Ignored;
import io.muster.ota.rollout.JobStep.To;
import java.util.Locale;

/**
 * One device's way to one version. A device's word is not proof: it succeeds when the device has
 * said so <em>and</em> was seen running the version, in either order, because an image that boots
 * and then fails its own health check has also been seen.
 *
 * @param expected the version the job leads to
 * @param acknowledged the device has seen the job
 * @param claimed the device has said that it succeeded
 * @param took the device runs the version or was last heard of going there, so that a bad release
 *     has to be taken off it again
 * @param progress percent of the current state, never falling within it
 * @param reason why the job ended as it did; empty while it goes on and after success
 */
public record DeviceJob(
        String expected,
        JobState state,
        boolean acknowledged,
        boolean claimed,
        Running running,
        boolean took,
        int progress,
        String reason) {

    /** A job that its device has not been shown. */
    public static DeviceJob queued(String expected) {
        return admitted(expected, Admission.ADMITTED);
    }

    /** A job as it begins, which may be its end. */
    static DeviceJob admitted(String expected, Admission admission) {
        return new DeviceJob(
                expected,
                admission.state(),
                false,
                false,
                Running.UNKNOWN,
                false,
                0,
                admission.reason());
    }

    /** The time limit that applies now; meaningful while {@link JobState#active()}. */
    public Phase phase() {
        return switch (state) {
            case INSTALLING, DOWNLOADED -> Phase.INSTALL;
            case VERIFYING -> Phase.VERIFY;
            case DOWNLOADING -> Phase.DOWNLOAD;
            default -> acknowledged ? Phase.DOWNLOAD : Phase.ACCEPT;
        };
    }

    /** What the event makes of the job. */
    public JobStep on(JobEvent event) {
        if (state.terminal()) {
            return new Ignored(Cause.ENDED);
        }
        return switch (event) {
            case Offered() ->
                    state == JobState.QUEUED ? to(JobState.OFFERED) : new Ignored(Cause.NOT_NEW);
            case Acknowledged() -> acknowledge();
            case Reported report -> report(report);
            case VersionSeen(var version) -> see(version);
            case Expired() -> expire();
            case Withdrawn(var why) ->
                    state.installing() ? new Ignored(Cause.TOO_LATE) : end(JobState.CANCELLED, why);
            case DeviceLeft() -> end(JobState.REMOVED, "device-left");
        };
    }

    private JobStep acknowledge() {
        if (state != JobState.OFFERED) {
            return new Ignored(state == JobState.QUEUED ? Cause.NOT_OFFERED : Cause.NOT_NEW);
        }
        return acknowledged ? new Ignored(Cause.NOT_NEW) : new To(copy(state, true, claimed));
    }

    private JobStep report(Reported report) {
        if (state == JobState.QUEUED) {
            return new Ignored(Cause.NOT_OFFERED);
        }
        return switch (report.claim()) {
            case FAILED -> heard(report).end(JobState.FAILED, reasonOr(report.code(), "failed"));
            case REJECTED ->
                    heard(report).end(JobState.REJECTED, reasonOr(report.code(), "rejected"));
            case SUCCEEDED ->
                    changed(confirmed(report).advance(JobState.VERIFYING, report).claim());
            case DOWNLOADING, DOWNLOADED, INSTALLING, VERIFYING ->
                    forward(JobState.valueOf(report.claim().name()), report);
        };
    }

    private DeviceJob heard(Reported report) {
        return report.version().isEmpty() ? this : running(report.version());
    }

    /**
     * A report of progress can't undo that the version was seen: one that names another version
     * then is from before the restart.
     */
    private DeviceJob confirmed(Reported report) {
        return running == Running.EXPECTED ? this : heard(report);
    }

    /** A report of an earlier state is an old one, so what it says of the version is old too. */
    private JobStep forward(JobState reached, Reported report) {
        return reached.compareTo(state) < 0
                ? new Ignored(Cause.NOT_NEW)
                : changed(confirmed(report).advance(reached, report).settled());
    }

    /** Who goes to verify without saying what it runs is taken to go to the version. */
    private DeviceJob advance(JobState reached, Reported report) {
        boolean begins = reached == JobState.VERIFYING && state != JobState.VERIFYING;
        boolean goes = took || (begins && report.version().isEmpty());
        int shown = reached == state ? Math.max(progress, report.progress()) : report.progress();
        return new DeviceJob(expected, reached, true, claimed, running, goes, shown, reason);
    }

    private DeviceJob claim() {
        return copy(state, true, true).settled();
    }

    private JobStep see(String version) {
        if (state == JobState.QUEUED) {
            return version.equals(expected)
                    ? end(JobState.SKIPPED, "already-installed")
                    : new Ignored(Cause.NOT_OFFERED);
        }
        var next = running(version);
        boolean fellBack = running == Running.EXPECTED && next.running == Running.OTHER;
        return fellBack
                ? next.end(JobState.FAILED, "rolled-back-by-device")
                : changed(next.settled());
    }

    /** Who runs the version has come at least to the point where it is verified. */
    private DeviceJob settled() {
        if (running != Running.EXPECTED) {
            return this;
        }
        return claimed
                ? copy(JobState.SUCCEEDED, true, true)
                : copy(JobState.VERIFYING, true, false);
    }

    private JobStep expire() {
        return state.active()
                ? end(JobState.TIMED_OUT, phase().name().toLowerCase(Locale.ROOT) + "-timeout")
                : new Ignored(Cause.NOT_OFFERED);
    }

    private JobStep changed(DeviceJob next) {
        return next.equals(this) ? new Ignored(Cause.NOT_NEW) : new To(next);
    }

    private DeviceJob running(String version) {
        boolean there = version.equals(expected);
        return new DeviceJob(
                expected,
                state,
                acknowledged,
                claimed,
                there ? Running.EXPECTED : Running.OTHER,
                there,
                progress,
                reason);
    }

    private JobStep to(JobState next) {
        return new To(copy(next, acknowledged, claimed));
    }

    private JobStep end(JobState last, String why) {
        return new To(
                new DeviceJob(expected, last, acknowledged, claimed, running, took, progress, why));
    }

    private DeviceJob copy(JobState next, boolean seen, boolean said) {
        return new DeviceJob(expected, next, seen, said, running, took, progress, reason);
    }

    private static String reasonOr(String code, String otherwise) {
        return code.isEmpty() ? otherwise : code;
    }
}
