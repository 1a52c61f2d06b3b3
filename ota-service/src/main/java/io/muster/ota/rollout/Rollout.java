// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A rollout and where it stands.
 *
 * @param reason why it is held, was aborted or ended as it did; empty otherwise
 * @param revision counts its changes, for conditional requests
 * @param planned its devices have been chosen and cut into waves
 */
public record Rollout(
        UUID id,
        RolloutSpec spec,
        RolloutState state,
        String reason,
        long revision,
        boolean planned,
        String createdBy,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt) {

    /** A rollout that nobody has started. */
    public static Rollout draft(UUID id, RolloutSpec spec, String by, Instant now) {
        return new Rollout(
                id,
                spec,
                RolloutState.DRAFT,
                "",
                1,
                false,
                by,
                now,
                Optional.empty(),
                Optional.empty());
    }

    /** The same rollout in another state; the first time it runs and its end are noted. */
    public Rollout in(RolloutState next, String why, Instant now) {
        boolean starts = startedAt.isEmpty() && next == RolloutState.RUNNING;
        return new Rollout(
                id,
                spec,
                next,
                why,
                revision + 1,
                planned,
                createdBy,
                createdAt,
                starts ? Optional.of(now) : startedAt,
                next.terminal() ? Optional.of(now) : endedAt);
    }

    /** The same rollout with its devices chosen. */
    public Rollout afterPlanning() {
        return new Rollout(
                id,
                spec,
                state,
                reason,
                revision + 1,
                true,
                createdBy,
                createdAt,
                startedAt,
                endedAt);
    }

    /** What decides the order in which this rollout reaches the fleet. */
    public String salt() {
        return id.toString();
    }
}
