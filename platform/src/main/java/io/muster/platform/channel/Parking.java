// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.smallrye.mutiny.Uni;

/** Where a message goes that no attempt could ever process. */
@FunctionalInterface
public interface Parking {

    /** Keeps the message for whoever looks for the reason; fails when it could not be kept. */
    Uni<Void> park(DeviceMessage message, String reason);
}
