// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.muster.shadow.document.Metadata;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.store.Connection;
import io.muster.shadow.store.ShadowKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A shadow as the API shows it; parts that were not asked for are left out. */
@Schema(name = "Shadow")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record ShadowView(
        String deviceId,
        String name,
        @Schema(description = "Goes up by one with every change, also after a delete.")
                long version,
        @Schema(description = "How many changes the desired section has seen.") long desiredVersion,
        @Schema(description = "How many reports were accepted.") long reportedVersion,
        Instant createdAt,
        Instant updatedAt,
        @Schema(implementation = Map.class, description = "What is wanted of the device.")
                @Nullable JsonNode desired,
        @Schema(implementation = Map.class, description = "What the device says of itself.")
                @Nullable JsonNode reported,
        @Schema(implementation = Map.class, description = "What is desired and not reported.")
                @Nullable JsonNode delta,
        @Schema(implementation = Map.class, description = "Notes that no device ever sees.")
                @Nullable JsonNode tags,
        @Nullable SyncView sync,
        @Schema(description = "Shown to readers only, not by a write.")
                @Nullable PresenceView presence,
        @Schema(
                        implementation = Map.class,
                        description =
                                "When each member was last written, as ts in milliseconds, by which"
                                        + " version and by whom; exp and plans show what happens by"
                                        + " itself.")
                @Nullable JsonNode metadata) {

    /** What a write has made, which says nothing of the device's connection. */
    static ShadowView of(ShadowKey key, ShadowDocument document) {
        return of(key, document, null, Field.parse(null));
    }

    static ShadowView of(
            ShadowKey key,
            ShadowDocument document,
            @Nullable Connection connection,
            Set<Field> fields) {
        return new ShadowView(
                key.device().value(),
                key.name().value(),
                document.version(),
                document.ledger().desiredVersion(),
                document.ledger().reportedVersion(),
                document.createdAt(),
                document.updatedAt(),
                part(fields, Field.DESIRED, document.desired()::state),
                part(fields, Field.REPORTED, document.reported()::state),
                part(fields, Field.DELTA, () -> document.delta().state()),
                part(fields, Field.TAGS, document.tags()::state),
                part(fields, Field.SYNC, () -> SyncView.of(document.ledger())),
                connection == null
                        ? null
                        : part(fields, Field.PRESENCE, () -> PresenceView.of(connection)),
                part(fields, Field.METADATA, () -> Metadata.of(document)));
    }

    private static <T> @Nullable T part(Set<Field> fields, Field field, Supplier<T> content) {
        return fields.contains(field) ? content.get() : null;
    }
}
