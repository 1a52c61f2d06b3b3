// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import io.muster.sandbox.device.UpdateReport.State;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one update: check the manifest, download, check the bytes, install, boot, test, and
 * report all along.
 */
final class UpdateWork {

    private static final int REPORT_EVERY_PERCENT = 25;

    private final UpdatePolicy policy;
    private final ArtifactDownload download;
    private final UpdateReports reports;
    private final Temper temper;
    private final FirmwareSlot firmware;
    private volatile @Nullable UpdateReport last;

    UpdateWork(
            UpdatePolicy policy,
            ArtifactDownload download,
            UpdateReports reports,
            Temper temper,
            FirmwareSlot firmware) {
        this.policy = policy;
        this.download = download;
        this.reports = reports;
        this.temper = temper;
        this.firmware = firmware;
    }

    void perform(UpdateJob job) throws InterruptedException {
        var refusal = policy.refusal(job, firmware.now());
        if (refusal.isPresent()) {
            report(job, State.REJECTED, 0, refusal.get());
            return;
        }
        if (job.version().equals(firmware.now().running())) {
            report(job, State.SUCCEEDED, 100, null);
            return;
        }
        try {
            install(job, fetch(job));
        } catch (Unusable e) {
            report(job, State.FAILED, 100, e.reason());
        } catch (IOException e) {
            report(
                    job,
                    State.FAILED,
                    0,
                    new Refusal("download-failed", String.valueOf(e.getMessage())));
        }
    }

    /** Says again how the job ended; false when it did not end. */
    boolean repeatLast(UpdateJob job) {
        var ended = last;
        if (ended == null || !ended.state().last() || !ended.job().sameAs(job)) {
            return false;
        }
        reports.later(ended);
        return true;
    }

    private FirmwareImage fetch(UpdateJob job) throws IOException, InterruptedException {
        report(job, State.DOWNLOADING, 0, null);
        var flash = new Flash(job.size());
        long cutAt = temper.cutsDownload(job.version()) ? job.size() / 2 : Long.MAX_VALUE;
        download.fetch(job.artifact(), flash, cutAt, new Progress(job));
        if (!flash.sha256().equals(job.sha256())) {
            throw new Unusable("sha256-mismatch", "the artifact is not the one that was signed");
        }
        report(job, State.DOWNLOADED, 100, null);
        return FirmwareImage.parse(flash.head());
    }

    private void install(UpdateJob job, FirmwareImage image)
            throws IOException, InterruptedException {
        report(job, State.INSTALLING, 0, null);
        if (!image.product().equals(job.product())
                || !image.version().equals(job.version().text())) {
            throw new Unusable("image-mismatch", "the image is for another product or version");
        }
        var outcome = image.sound() ? temper.outcome(job) : Outcome.FAILS;
        Thread.sleep(temper.installTime());
        if (outcome == Outcome.HANGS) {
            Thread.sleep(Duration.ofDays(1));
        }
        var booted = firmware.boot(job);
        report(job, State.VERIFYING, 100, null);
        reports.version(booted);
        if (outcome == Outcome.FAILS) {
            throw new Unusable(
                    "self-test-failed", "version " + job.version().text() + " fails its self-test");
        }
        report(job, State.SUCCEEDED, 100, null);
    }

    private void report(UpdateJob job, State state, int progress, @Nullable Refusal reason)
            throws InterruptedException {
        var report = new UpdateReport(job, state, progress, reason, firmware.now().running());
        last = report;
        reports.send(report);
    }

    /** Tells the download's progress in steps, not for every chunk. */
    private final class Progress implements LongConsumer {
        private final UpdateJob job;
        private int told;

        Progress(UpdateJob job) {
            this.job = job;
        }

        @Override
        public void accept(long bytes) {
            int percent = (int) (bytes * 100 / job.size());
            if (percent >= told + REPORT_EVERY_PERCENT && percent < 100) {
                told = percent;
                reports.later(
                        new UpdateReport(
                                job, State.DOWNLOADING, percent, null, firmware.now().running()));
            }
        }
    }

    /** The image cannot be run, and asking for it again would not change that. */
    private static final class Unusable extends IOException {
        private final transient Refusal reason;

        Unusable(String code, String detail) {
            super(detail);
            this.reason = new Refusal(code, detail);
        }

        Refusal reason() {
            return reason;
        }
    }
}
