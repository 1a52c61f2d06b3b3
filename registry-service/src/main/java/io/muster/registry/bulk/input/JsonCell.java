// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** Cells that hold JSON. */
final class JsonCell {

    /** As deep as the path of an attribute may be, and what stands in its cell. */
    static final int DEEPEST = 16;

    /** A member of a line of JSON may be as deep, with the line around it. */
    private static final int DEEPEST_WHOLE = 31;

    private static final JsonMapper PART = mapper(DEEPEST);
    private static final JsonMapper WHOLE = mapper(DEEPEST_WHOLE);

    private JsonCell() {}

    private static JsonMapper mapper(int deepest) {
        var constraints = StreamReadConstraints.builder().maxNestingDepth(deepest).build();
        return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /** What the cell says; empty when it is no JSON. */
    static Optional<JsonNode> read(String cell) {
        return read(cell, PART);
    }

    /** The same of a cell that is a whole member. */
    static Optional<JsonNode> readWhole(String cell) {
        return read(cell, WHOLE);
    }

    private static Optional<JsonNode> read(String cell, JsonMapper json) {
        try {
            return Optional.of(json.readTree(cell));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
