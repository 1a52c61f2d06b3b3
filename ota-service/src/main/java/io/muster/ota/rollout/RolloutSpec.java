// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import io.muster.platform.topic.DeviceId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an operator asked for; never changes.
 *
 * @param target the devices, or empty for all that are enrolled when the rollout starts
 * @param shares how far each wave reaches, in hundredths of a percent
 * @param rollbackRelease where affected devices go back to; without it, to what each ran before
 * @param requireApproval whoever created it may not start it
 */
public record RolloutSpec(
        UUID release,
        String product,
        String version,
        Optional<List<DeviceId>> target,
        List<Integer> shares,
        Policy policy,
        Optional<UUID> rollbackRelease,
        boolean requireApproval) {

    public RolloutSpec {
        shares = List.copyOf(shares);
        target = target.map(List::copyOf);
    }
}
