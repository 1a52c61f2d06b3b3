// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.shadow.store.Connection;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether the device is connected, as the registry's newest event told. */
@Schema(name = "ShadowPresence")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record PresenceView(
        @Schema(
                        description =
                                "online, offline, or unknown: nothing was told of the device, or it"
                                        + " comes and goes all the time.")
                String state,
        @Schema(description = "Since when, if that was told.") @Nullable Instant since,
        @Schema(description = "Why, in the registry's words.") @Nullable String reason) {

    static PresenceView of(Connection connection) {
        var state =
                switch (connection.contact()) {
                    case CONNECTED -> "online";
                    case AWAY -> "offline";
                    case UNKNOWN -> "unknown";
                };
        return new PresenceView(state, connection.since(), connection.reason());
    }
}
