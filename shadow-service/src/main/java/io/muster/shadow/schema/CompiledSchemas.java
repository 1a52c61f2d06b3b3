// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.schema.DocumentSchema;
import io.muster.shadow.document.SectionName;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Schemas ready to be checked by; those that were used last are kept. */
@ApplicationScoped
class CompiledSchemas {

    private static final int MOST_KEPT = 500;

    private final JsonBodies json;
    private final Map<UUID, Map<SectionName, DocumentSchema>> kept =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<UUID, Map<SectionName, DocumentSchema>> eldest) {
                    return size() > MOST_KEPT;
                }
            };

    CompiledSchemas(JsonBodies json) {
        this.json = json;
    }

    /** The schema; takes some milliseconds where it is not kept. */
    ShadowSchema of(StoredSchema stored) {
        return new ShadowSchema(stored.ref(), stored.mode(), sections(stored));
    }

    private synchronized Map<SectionName, DocumentSchema> sections(StoredSchema stored) {
        return kept.computeIfAbsent(
                stored.revision(), _ -> compiled(json.parsed(stored.content())));
    }

    private static Map<SectionName, DocumentSchema> compiled(ObjectNode content) {
        var sections = new EnumMap<SectionName, DocumentSchema>(SectionName.class);
        for (var name : SectionName.values()) {
            if (content.has(name.member())) {
                var schema = DocumentSchema.of(content.get(name.member()));
                sections.put(
                        name,
                        schema.orElseThrow(
                                () -> new IllegalStateException("a stored schema was one once")));
            }
        }
        return sections;
    }
}
