// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.registry.device.store.DeviceOverview;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A device as the API shows it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Device")
record DeviceView(
        String id,
        @Schema(description = "Never given again, also when another device gets the id later.")
                UUID uid,
        DeviceState state,
        @Nullable String displayName,
        @Nullable String type,
        @Schema(implementation = Map.class) ObjectNode attributes,
        List<String> tags,
        Map<String, String> externalIds,
        @Schema(description = "Paths of the groups that it is in itself, in order.")
                List<String> groups,
        @Schema(description = "Counts the changes from 1; also the entity tag.") long version,
        Instant createdAt,
        Instant updatedAt,
        @Schema(description = "Only of a deleted device, which can be restored for a while.")
                @Nullable Instant deletedAt,
        Certificates certificates,
        Presence presence) {

    /** What there is of certificates. */
    @RegisterForReflection
    @Schema(name = "CertificateSummary")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Certificates(
            @Schema(description = "Neither revoked nor expired.") long active,
            long revoked,
            @Schema(description = "When the last active certificate ends.")
                    @Nullable Instant expiresAt) {}

    /** Whether the device is connected; only {@code connected} where it was never seen. */
    @RegisterForReflection
    @Schema(name = "Presence")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Presence(
            boolean connected,
            @Schema(description = "The device's id of its current or last session.")
                    @Nullable String session,
            @Schema(description = "When it connected or disconnected.") @Nullable Instant changedAt,
            @Nullable String reason,
            @Schema(description = "The firmware version it last said to run.")
                    @Nullable String firmware,
            @Nullable Instant lastSeenAt) {

        static final Presence NEVER_SEEN = new Presence(false, null, null, null, null, null);
    }

    /** A device of which nothing but its row and its groups exists yet. */
    static DeviceView of(Device device, List<String> groups) {
        return view(device, groups, new Certificates(0, 0, null), Presence.NEVER_SEEN);
    }

    static DeviceView of(DeviceOverview overview) {
        var certificates = overview.certificates();
        var presence =
                overview.presence()
                        .map(seen ->
                                new Presence(
                                        seen.connected(),
                                        seen.session(),
                                        seen.changedAt(),
                                        seen.reason(),
                                        seen.firmware().orElse(null),
                                        seen.lastSeenAt()))
                        .orElse(Presence.NEVER_SEEN);
        return view(
                overview.device(),
                overview.groups(),
                new Certificates(
                        certificates.active(),
                        certificates.revoked(),
                        certificates.expiresAt().orElse(null)),
                presence);
    }

    private static DeviceView view(
            Device device, List<String> groups, Certificates certificates, Presence presence) {
        var description = device.description();
        return new DeviceView(
                device.identity().device().value(),
                device.uid(),
                device.state(),
                description.displayName().orElse(null),
                description.type().orElse(null),
                description.attributes(),
                description.tags(),
                description.externalIds(),
                groups,
                device.version(),
                device.createdAt(),
                device.updatedAt(),
                device.deletedAt().orElse(null),
                certificates,
                presence);
    }
}
