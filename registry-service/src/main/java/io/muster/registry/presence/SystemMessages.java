// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.platform.channel.DeviceMessage;
import io.smallrye.mutiny.Uni;

/** Takes what a broker itself publishes about its clients, below {@code $SYS}. */
public interface SystemMessages {

    /** Takes a message in; fails only when it should come again. */
    Uni<Void> on(DeviceMessage message);
}
