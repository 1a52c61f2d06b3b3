// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.heartbeat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a device said last of itself. A member is null where the device did not say it, or said what
 * cannot be.
 *
 * @param at when it came; the device's own clock is not believed
 * @param rssi dBm
 * @param snr dB
 * @param battery percent
 * @param uptime seconds
 * @param load as the device counts it; 1 is a busy processor
 * @param network how it is connected, such as {@code lte}
 */
record Heartbeat(
        Instant at,
        @Nullable Integer rssi,
        @Nullable Double snr,
        @Nullable Integer battery,
        @Nullable Long uptime,
        @Nullable Double load,
        @Nullable String network) {}
