// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.ota.rollout.JobEvent.Acknowledged;
import io.muster.ota.rollout.JobEvent.Claim;
import io.muster.ota.rollout.JobEvent.DeviceLeft;
import io.muster.ota.rollout.JobEvent.Expired;
import io.muster.ota.rollout.JobEvent.Offered;
import io.muster.ota.rollout.JobEvent.Reported;
import io.muster.ota.rollout.JobEvent.VersionSeen;
import io.muster.ota.rollout.JobEvent.Withdrawn;
import io.muster.ota.rollout.JobStep.Cause;
import org.junit.jupiter.api.Test;

class DeviceJobTest {

    private static final String OLD = "1.0.0";
    private static final String NEW = "1.1.0";

    @Test
    void aSoundUpdateSucceedsOnceItIsSeenRunning() {
        var job =
                after(
                        new Offered(),
                        new Acknowledged(),
                        said(Claim.DOWNLOADING, OLD),
                        said(Claim.DOWNLOADED, OLD),
                        said(Claim.INSTALLING, OLD),
                        said(Claim.VERIFYING, NEW),
                        new VersionSeen(NEW));

        assertThat(job.state()).isEqualTo(JobState.VERIFYING);
        assertThat(after(job, said(Claim.SUCCEEDED, NEW)).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void theWordAloneIsNoSuccess() {
        var job = after(new Offered(), said(Claim.SUCCEEDED, ""));

        assertThat(job.state()).isEqualTo(JobState.VERIFYING);
        assertThat(after(job, new VersionSeen(NEW)).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(after(job, new Expired()).state()).isEqualTo(JobState.TIMED_OUT);
    }

    @Test
    void whoSaysSoBeforeItsRestartSucceedsAfterIt() {
        var job = after(new Offered(), said(Claim.SUCCEEDED, OLD), new VersionSeen(OLD));

        assertThat(job.state()).isEqualTo(JobState.VERIFYING);
        assertThat(after(job, new VersionSeen(NEW)).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void anImageThatBootsAndFailsItsTestIsAFailureThatStays() {
        var job =
                after(
                        new Offered(),
                        said(Claim.VERIFYING, NEW),
                        new VersionSeen(NEW),
                        said(Claim.FAILED, NEW));

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.took()).isTrue();
    }

    @Test
    void whoFallsBackByItselfHasFailedAndIsNotAffected() {
        var job =
                after(
                        new Offered(),
                        said(Claim.VERIFYING, ""),
                        new VersionSeen(NEW),
                        new VersionSeen(OLD));

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.reason()).isEqualTo("rolled-back-by-device");
        assertThat(job.took()).isFalse();
        assertThat(after(new Offered(), said(Claim.VERIFYING, NEW), said(Claim.FAILED, OLD)).took())
                .isFalse();
    }

    @Test
    void whoFallsSilentAfterTheInstallationMayRunTheVersion() {
        assertThat(after(new Offered(), said(Claim.VERIFYING, ""), new Expired()).took()).isTrue();
        assertThat(after(new Offered(), said(Claim.INSTALLING, ""), new Expired()).took())
                .isFalse();
    }

    @Test
    void olderReportsChangeNothing() {
        var job = after(new Offered(), said(Claim.INSTALLING, OLD));

        for (var late :
                new JobEvent[] {
                    said(Claim.DOWNLOADING, OLD),
                    said(Claim.DOWNLOADED, NEW),
                    said(Claim.INSTALLING, OLD),
                    new Acknowledged(),
                    new Offered()
                }) {
            assertThat(job.on(late)).isEqualTo(new JobStep.Ignored(Cause.NOT_NEW));
        }
    }

    @Test
    void aReportFromBeforeTheRestartDoesNotUndoWhatWasSeen() {
        var job = after(new Offered(), said(Claim.VERIFYING, OLD), new VersionSeen(NEW));

        assertThat(job.on(said(Claim.VERIFYING, OLD)))
                .isEqualTo(new JobStep.Ignored(Cause.NOT_NEW));
        assertThat(after(job, said(Claim.SUCCEEDED, OLD)).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void progressDoesNotFallWithinAState() {
        var job = after(new Offered(), progress(50));

        assertThat(job.on(progress(20))).isEqualTo(new JobStep.Ignored(Cause.NOT_NEW));
        assertThat(after(job, progress(70)).progress()).isEqualTo(70);
    }

    @Test
    void anotherWayToTheVersionLeavesNothingToDo() {
        var flashed = after(new VersionSeen(NEW));

        assertThat(flashed.state()).isEqualTo(JobState.SKIPPED);
        assertThat(DeviceJob.queued(NEW).on(said(Claim.SUCCEEDED, NEW)))
                .isEqualTo(new JobStep.Ignored(Cause.NOT_OFFERED));
    }

    @Test
    void aJobIsCalledBackUntilItsDeviceInstalls() {
        assertThat(after(new Offered(), new Withdrawn("x")).state()).isEqualTo(JobState.CANCELLED);
        assertThat(after(new Offered(), said(Claim.INSTALLING, "")).on(new Withdrawn("x")))
                .isEqualTo(new JobStep.Ignored(Cause.TOO_LATE));
    }

    @Test
    void refusalAndLeavingAreTheEnd() {
        var refused = new Reported(Claim.REJECTED, 0, OLD, "signature-invalid");

        assertThat(after(new Offered(), refused).reason()).isEqualTo("signature-invalid");
        assertThat(after(new Offered(), refused).state().failure()).isTrue();
        assertThat(after(new Offered(), new DeviceLeft()).state()).isEqualTo(JobState.REMOVED);
    }

    private static DeviceJob after(JobEvent... events) {
        return after(DeviceJob.queued(NEW), events);
    }

    private static DeviceJob after(DeviceJob start, JobEvent... events) {
        var job = start;
        for (var event : events) {
            job = job.on(event) instanceof JobStep.To(var next) ? next : job;
        }
        return job;
    }

    private static Reported said(Claim claim, String version) {
        return new Reported(claim, 0, version, "");
    }

    private static Reported progress(int percent) {
        return new Reported(Claim.DOWNLOADING, percent, "", "");
    }
}
