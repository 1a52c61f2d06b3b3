// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.problem.Problems;
import io.muster.platform.schema.DocumentSchema;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.json.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is chosen for the shadows of a name. */
@RegisterForReflection
@Schema(name = "ShadowSchemaOptions")
record SchemaOptions(
        @Schema(
                        enumeration = {"strict", "warn", "off"},
                        defaultValue = "strict",
                        description =
                                "What comes of a write that breaks a schema: it is refused; it is"
                                        + " stored, counted and told as the event schema.violated;"
                                        + " nothing.")
                @Nullable String mode,
        @Schema(
                        implementation = Map.class,
                        description =
                                "A JSON Schema (2020-12, without references) of the desired"
                                        + " section.")
                @Nullable ObjectNode desired,
        @Schema(implementation = Map.class, description = "The same of what the device reports.")
                @Nullable ObjectNode reported,
        @Schema(implementation = Map.class, description = "The same of the tags.")
                @Nullable ObjectNode tags) {

    private static final int MOST_BYTES = 32_768;

    SchemaDraft draft() {
        var content = Json.object();
        add(content, SectionName.DESIRED, desired);
        add(content, SectionName.REPORTED, reported);
        add(content, SectionName.TAGS, tags);
        var text = content.toString();
        if (content.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw Problems.invalid(
                    "There must be a schema of desired, reported or tags, together of at most "
                            + MOST_BYTES
                            + " bytes.");
        }
        return new SchemaDraft(chosen(), text);
    }

    private SchemaMode chosen() {
        return mode == null
                ? SchemaMode.STRICT
                : SchemaMode.parse(mode)
                        .orElseThrow(() -> Problems.invalid("mode is strict, warn or off."));
    }

    private static void add(ObjectNode content, SectionName section, @Nullable ObjectNode schema) {
        if (schema == null) {
            return;
        }
        if (DocumentSchema.of(schema).isEmpty()) {
            throw Problems.unprocessable(
                    section.member()
                            + " must be a JSON Schema of 2020-12 without references, with numbers"
                            + " of at most 100 digits and an exponent of at most 400.");
        }
        content.set(section.member(), schema);
    }
}
