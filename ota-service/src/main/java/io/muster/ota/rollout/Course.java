// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import java.util.List;
import java.util.Optional;

/**
 * A rollout as far as its next step depends on it.
 *
 * @param planned its devices have been chosen and cut into waves
 * @param waves in order
 * @param rollback the devices that are sent back; empty until there is a reason to
 */
public record Course(
        RolloutState state,
        boolean planned,
        Policy policy,
        List<Wave> waves,
        Optional<Wave> rollback) {

    public Course {
        waves = List.copyOf(waves);
    }

    /** The counts of all waves together, without the devices that are sent back. */
    public Tally total() {
        return waves.stream().map(Wave::tally).reduce(Tally.of(0), Tally::plus);
    }

    /** The first wave that is not decided. */
    public Optional<Wave> current() {
        return waves.stream().filter(wave -> !wave.state().over()).findFirst();
    }
}
