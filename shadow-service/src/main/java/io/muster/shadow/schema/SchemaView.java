// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.document.SectionName;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A schema as the API shows it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ShadowSchema")
record SchemaView(
        String shadow,
        @Schema(description = "As events and refusals name it.", examples = "default@3") String ref,
        @Schema(enumeration = {"strict", "warn", "off"}) String mode,
        @Schema(implementation = Map.class) @Nullable JsonNode desired,
        @Schema(implementation = Map.class) @Nullable JsonNode reported,
        @Schema(implementation = Map.class) @Nullable JsonNode tags,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static SchemaView of(StoredSchema schema, ObjectNode content) {
        return new SchemaView(
                schema.shadow().value(),
                schema.ref(),
                schema.mode().word(),
                content.get(SectionName.DESIRED.member()),
                content.get(SectionName.REPORTED.member()),
                content.get(SectionName.TAGS.member()),
                schema.version(),
                schema.createdAt(),
                schema.updatedAt());
    }
}
