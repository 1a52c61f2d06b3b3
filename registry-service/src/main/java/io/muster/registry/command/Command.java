// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import io.muster.registry.identity.DeviceIdentity;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command as the registry keeps it.
 *
 * @param params a JSON object, for the device
 * @param result a JSON object that the device answered with
 * @param reason why it failed
 * @param promise what the device said its artifact would be, once it said so
 * @param asked how often missing chunks were asked for
 */
record Command(
        DeviceIdentity identity,
        UUID id,
        CommandKind kind,
        String params,
        CommandState state,
        Instant createdAt,
        Instant deadline,
        Instant changedAt,
        @Nullable String result,
        @Nullable String reason,
        Optional<Promise> promise,
        int asked) {

    /**
     * What an artifact will be.
     *
     * @param sha256 of all chunks in their order, lower-case hexadecimal
     */
    record Promise(int chunks, String sha256) {}
}
