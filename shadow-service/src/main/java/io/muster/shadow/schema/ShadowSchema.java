// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

import io.muster.platform.schema.DocumentSchema;
import io.muster.platform.schema.DocumentSchema.Fault;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.ShadowDocument;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the sections of shadows of one name must keep.
 *
 * @param ref names the schema and its version, such as {@code default@3}
 */
public record ShadowSchema(String ref, SchemaMode mode, Map<SectionName, DocumentSchema> sections) {

    public ShadowSchema {
        sections = Map.copyOf(sections);
    }

    /**
     * What is wrong with the sections in which a document differs from the one before it. A section
     * that has nothing is one that is not there, and so is not checked.
     */
    List<Fault> faults(Optional<ShadowDocument> before, ShadowDocument after) {
        return Arrays.stream(SectionName.values())
                .filter(name -> !after.section(name).isEmpty() && differs(name, before, after))
                .flatMap(name -> faults(name, after))
                .limit(DocumentSchema.MAX_FAULTS)
                .toList();
    }

    private static boolean differs(
            SectionName name, Optional<ShadowDocument> before, ShadowDocument after) {
        var state = after.section(name).state();
        return before.filter(document -> document.section(name).state().equals(state)).isEmpty();
    }

    private Stream<Fault> faults(SectionName name, ShadowDocument document) {
        var schema = sections.get(name);
        return schema == null
                ? Stream.empty()
                : schema.check(document.section(name).state()).stream()
                        .map(fault ->
                                new Fault("/" + name.member() + fault.pointer(), fault.keyword()));
    }
}
