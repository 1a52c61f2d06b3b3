// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A device's presence as the API shows it. */
@RegisterForReflection
@Schema(name = "DevicePresence")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PresenceView(
        Status status,
        @Schema(
                        description =
                                "The id of its current or last session: the broker's where one tells, else"
                                        + " the device's own.")
                @Nullable String session,
        @Schema(description = "When it connected or disconnected.") @Nullable Instant changedAt,
        @Nullable String reason,
        @Schema(description = "The firmware version it last said to run.")
                @Nullable String firmware,
        @Schema(description = "When a birth message or a heartbeat came last.")
                @Nullable Instant lastSeenAt,
        @Schema(description = "Whether it comes and goes so often that it is not told each time.")
                boolean flapping,
        @Schema(
                        description =
                                "Connected as far as a kept message says, and nothing was heard"
                                        + " since.")
                boolean unverified,
        @Schema(description = "The registered broker that tells of its connections, if one does.")
                @Nullable String broker,
        @Schema(description = "The gateway that it was heard through last, if it was.")
                @Nullable String gateway,
        @Schema(description = "What the last heartbeat said; absent before the first.")
                @Nullable Vitals heartbeat) {

    static final PresenceView NEVER_SEEN =
            new PresenceView(
                    Status.NEVER_SEEN,
                    null,
                    null,
                    null,
                    null,
                    null,
                    false,
                    false,
                    null,
                    null,
                    null);

    /** What is known of the connection. */
    @Schema(name = "PresenceStatus")
    enum Status {
        /** No message of its ever came. */
        NEVER_SEEN,
        ONLINE,
        /** Connected, but silent for longer than it said it would be. */
        STALE,
        /** Heard through a gateway whose session is over: nobody knows. */
        UNKNOWN,
        OFFLINE
    }

    /** What a heartbeat said, as far as it said it. */
    @RegisterForReflection
    @Schema(name = "Heartbeat")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Vitals(
            Instant at,
            @Schema(description = "Signal strength in dBm.") @Nullable Integer rssi,
            @Schema(description = "Signal to noise in dB.") @Nullable Double snr,
            @Schema(description = "Percent.") @Nullable Integer battery,
            @Schema(description = "Seconds since the device started.") @Nullable Long uptime,
            @Nullable Double load,
            @Schema(description = "Such as lte, wifi, lora.") @Nullable String network) {}
}
