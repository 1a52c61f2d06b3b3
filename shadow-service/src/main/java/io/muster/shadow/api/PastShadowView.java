// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.muster.platform.problem.Problems;
import io.muster.shadow.document.Section;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.store.ShadowKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A shadow as it was. What is kept of the past is its content: not who wrote each member, nor how
 * far the device had got.
 */
@Schema(name = "PastShadow")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record PastShadowView(
        String deviceId,
        String name,
        long version,
        @Schema(description = "When the version was made.") Instant updatedAt,
        @Schema(implementation = Map.class) @Nullable JsonNode desired,
        @Schema(implementation = Map.class) @Nullable JsonNode reported,
        @Schema(implementation = Map.class) @Nullable JsonNode delta,
        @Schema(implementation = Map.class) @Nullable JsonNode tags) {

    private static final Set<Field> KEPT =
            Set.of(Field.DESIRED, Field.REPORTED, Field.DELTA, Field.TAGS);

    /** The parts that a reader asked for; a 400 problem if one of them is not kept. */
    static Set<Field> fields(@Nullable String names) {
        return names == null
                ? KEPT
                : Optional.of(Field.parse(names))
                        .filter(KEPT::containsAll)
                        .orElseThrow(() ->
                                Problems.invalid(
                                        "Of the past, fields are desired, reported, delta and"
                                                + " tags."));
    }

    static PastShadowView of(ShadowKey key, ShadowDocument document, Set<Field> fields) {
        return new PastShadowView(
                key.device().value(),
                key.name().value(),
                document.version(),
                document.updatedAt(),
                part(document, fields, Field.DESIRED, ShadowDocument::desired),
                part(document, fields, Field.REPORTED, ShadowDocument::reported),
                part(document, fields, Field.DELTA, ShadowDocument::delta),
                part(document, fields, Field.TAGS, ShadowDocument::tags));
    }

    private static @Nullable JsonNode part(
            ShadowDocument document,
            Set<Field> fields,
            Field field,
            Function<ShadowDocument, Section> section) {
        return fields.contains(field) ? section.apply(document).state() : null;
    }
}
