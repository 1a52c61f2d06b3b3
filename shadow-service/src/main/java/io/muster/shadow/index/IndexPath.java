// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.index;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.json.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A place within a section of shadows, such as {@code /reported/fw}. */
public record IndexPath(SectionName section, Pointer within) {

    /** The longest path, in UTF-8. */
    public static final int MOST_BYTES = 256;

    private static final int DEEPEST = 9;
    private static final char NUL = 0;

    /** Reads a place as filters name it; empty when it is none within a section, or too long. */
    public static Optional<IndexPath> parse(String text) {
        if (text.indexOf(NUL) >= 0 || text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Optional.empty();
        }
        return Pointer.selected(text)
                .filter(place -> place.tokens().size() > 1 && place.tokens().size() <= DEEPEST)
                .flatMap(place ->
                        section(place.tokens().getFirst())
                                .map(section -> new IndexPath(section, place.tail())));
    }

    private static Optional<SectionName> section(String member) {
        return Arrays.stream(SectionName.values())
                .filter(name -> name.member().equals(member))
                .findFirst();
    }

    /** What a shadow has there. */
    public Optional<FieldValue> valueIn(Shadow shadow) {
        return shadow instanceof ShadowDocument document
                ? valueIn(document.section(section).state())
                : Optional.empty();
    }

    /** What the content of the section has there. */
    public Optional<FieldValue> valueIn(ObjectNode state) {
        return within.in(state).flatMap(FieldValue::of);
    }

    /** The path as a JSON Pointer from the shadow's root. */
    @Override
    public String toString() {
        return within.within(section.member()).toString();
    }
}
