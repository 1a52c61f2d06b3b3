// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.control;

import io.muster.ota.rollout.Job;
import io.muster.ota.rollout.JobKind;
import io.muster.ota.rollout.JobState;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A device's job as operators see it.
 *
 * @param wave 0 for a rollback
 * @param previousVersion what the device ran before; empty when it had not said
 * @param reason a code for why it ended; empty while it goes on and after success
 * @param detail the device's own words
 * @param deadline when it fails if nothing happens
 */
@Schema(name = "RolloutJob")
public record JobView(
        UUID id,
        String device,
        JobKind kind,
        int wave,
        JobState state,
        int progress,
        String version,
        String previousVersion,
        String reason,
        String detail,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant offeredAt,
        @Nullable Instant deadline) {

    static JobView of(Job job) {
        var times = job.times();
        return new JobView(
                job.id(),
                job.device().value(),
                job.order().kind(),
                job.order().wave(),
                job.state(),
                job.progress().progress(),
                job.progress().expected(),
                job.order().previousVersion(),
                job.progress().reason(),
                job.detail(),
                times.created(),
                times.changed(),
                times.offered().orElse(null),
                times.deadline().orElse(null));
    }
}
