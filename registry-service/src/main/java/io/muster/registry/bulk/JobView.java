// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.bulk.store.BulkJob;
import io.muster.registry.bulk.store.JobState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A job as the API shows it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "BulkJob")
record JobView(
        UUID id,
        @Schema(description = "create, upsert or validate; issue for certificates") String mode,
        @Schema(description = "The media type of the file.") String format,
        JobState state,
        Rows rows,
        @Schema(description = "Rows per second since the first batch.") @Nullable Long rate,
        @Schema(description = "Seconds to the end, if it goes on like this.") @Nullable Long eta,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    private static final long MILLIS = 1_000;

    /** What became of the rows. */
    @RegisterForReflection
    @Schema(name = "BulkRows")
    record Rows(
            long total,
            @Schema(description = "Over, one way or the other.") long done,
            long created,
            long updated,
            @Schema(description = "Everything was as they say.") long unchanged,
            long failed,
            @Schema(description = "Not looked at, because the job was cancelled.") long skipped) {}

    static JobView of(BulkJob job, Instant now) {
        var rate = rate(job, now);
        return new JobView(
                job.id(),
                job.mode().word(),
                job.format().mediaType(),
                job.state(),
                rows(job),
                rate,
                eta(job, rate),
                job.actor(),
                job.createdAt(),
                job.startedAt().orElse(null),
                job.finishedAt().orElse(null));
    }

    private static Rows rows(BulkJob job) {
        var counts = job.counts();
        return new Rows(
                counts.total(),
                counts.done(),
                counts.created(),
                counts.updated(),
                counts.unchanged(),
                counts.failed(),
                job.state() == JobState.CANCELLED ? counts.total() - counts.done() : 0);
    }

    private static @Nullable Long rate(BulkJob job, Instant now) {
        return job.startedAt()
                .map(from -> Duration.between(from, job.finishedAt().orElse(now)).toMillis())
                .filter(millis -> millis > 0)
                .map(millis -> job.counts().done() * MILLIS / millis)
                .orElse(null);
    }

    private static @Nullable Long eta(BulkJob job, @Nullable Long rate) {
        return rate == null || rate == 0 || !job.state().isOpen()
                ? null
                : (job.counts().total() - job.counts().done()) / rate;
    }
}
