// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import io.muster.platform.topic.DeviceId;
import java.util.UUID;

/**
 * What a job is for; never changes.
 *
 * @param wave the number of its wave; {@link #WAY_BACK} for rollbacks
 * @param previousVersion what the device ran when the job was made; empty when it had not said
 */
public record JobOrder(
        UUID id,
        UUID rollout,
        int wave,
        DeviceId device,
        JobKind kind,
        UUID release,
        String product,
        String previousVersion) {

    /** The number under which the devices that are sent back are counted. */
    public static final int WAY_BACK = 0;
}
