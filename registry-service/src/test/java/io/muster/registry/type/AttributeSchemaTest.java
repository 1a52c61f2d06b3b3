// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.type;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.registry.type.AttributeSchema.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PUMP =
            """
            {"type":"object","required":["site"],"additionalProperties":false,"properties":{
              "site":{"type":"string","minLength":2},
              "motor":{"type":"object","properties":{"power":{"type":"number","maximum":100}}}}}
            """;

    @Test
    void whatKeepsTheSchemaIsFine() {
        assertThat(check(PUMP, "{\"site\":\"berlin\",\"motor\":{\"power\":7.5}}")).isEmpty();
    }

    @Test
    void case40AFaultPointsAtItsPlace() {
        assertThat(check(PUMP, "{\"site\":\"x\",\"motor\":{\"power\":101},\"a/b\":1}"))
                .containsExactlyInAnyOrder(
                        new Fault("/site", "minLength"),
                        new Fault("/motor/power", "maximum"),
                        new Fault("/a~1b", "additionalProperties"));
        assertThat(check(PUMP, "{}")).containsExactly(new Fault("/site", "required"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"type\":\"objekt\",\"$ref\":\"#\"}",
                "{\"$ref\":\"http://127.0.0.1:9/schema\"}",
                "{\"properties\":{\"a\":{\"$ref\":\"#/properties/a\"}}}",
                "{\"$schema\":\"http://127.0.0.1:9/meta\"}",
                "{\"properties\":{\"a\":{\"pattern\":\"(\"}}}"
            })
    void whatIsNotToBeCheckedByIsRefused(String schema) throws JsonProcessingException {
        assertThat(AttributeSchema.of(JSON.readTree(schema))).isEmpty();
    }

    @Test
    void aPatternThatNeverEndsIsGivenUp() {
        var schema = "{\"properties\":{\"a\":{\"pattern\":\"^(a+)+$\"}}}";
        var attributes = "{\"a\":\"" + "a".repeat(5_000) + "b\"}";

        var faults =
                Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(5), () -> check(schema, attributes));

        assertThat(faults).containsExactly(new Fault("/a", "pattern"));
    }

    private static List<Fault> check(String schema, String attributes) {
        try {
            return AttributeSchema.of(JSON.readTree(schema))
                    .orElseThrow()
                    .check((ObjectNode) JSON.readTree(attributes));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
