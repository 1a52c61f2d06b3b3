// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.bulk.input.FileFormat;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Work on the rows of a file.
 *
 * @param header of a CSV file; empty otherwise
 * @param sha256 of mode and file; empty while it arrives
 */
public record BulkJob(
        TenantId tenant,
        UUID id,
        JobMode mode,
        FileFormat format,
        String header,
        JobState state,
        String actor,
        String sha256,
        Counts counts,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt) {

    /** How many rows there are, and what became of those that are over. */
    public record Counts(
            long total, long done, long created, long updated, long unchanged, long failed) {}
}
