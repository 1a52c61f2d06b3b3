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
        Mark mark,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt) {

    /** After so many turns in which they could wait for others, rows are done or fail. */
    public static final int LAST_TURN = 4;

    /**
     * How far a job is.
     *
     * @param turn how often all rows were looked at: those that waited come again
     * @param place the last row that was looked at in this turn
     */
    public record Mark(int turn, long place) {}

    /** Whether rows may still wait for others of their file. */
    public boolean mayWait() {
        return mode != JobMode.VALIDATE && mark.turn() < LAST_TURN;
    }

    /** How many rows there are, and what became of those that are over. */
    public record Counts(
            long total, long done, long created, long updated, long unchanged, long failed) {}
}
