// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.schema.DocumentSchema.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentSchemaTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
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
        assertThat(DocumentSchema.of(JSON.readTree(schema))).isEmpty();
    }

    @Test
    void aPatternThatNeverEndsIsGivenUp() {
        var schema = "{\"properties\":{\"a\":{\"pattern\":\"^(a+)+$\"}}}";
        var attributes = "{\"a\":\"" + "a".repeat(5_000) + "b\"}";

        var faults =
                Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(5), () -> check(schema, attributes));

        assertThat(faults).containsExactly(new Fault("", "pattern-steps"));
    }

    @Test
    void allPatternsOfACheckShareOneBudget() {
        var patterns =
                IntStream.range(0, 1_000)
                        .mapToObj(n -> "{\"pattern\":\"^(a|aa)+%d$\"}".formatted(n))
                        .collect(Collectors.joining(","));
        var schema = "{\"properties\":{\"a\":{\"anyOf\":[" + patterns + "]}}}";
        var attributes = "{\"a\":\"" + "a".repeat(60) + "b\"}";

        var faults =
                Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(1), () -> check(schema, attributes));

        assertThat(faults).containsExactly(new Fault("", "pattern-steps"));
    }

    @Test
    void aThousandAlternativesForEachOfManyItemsAreNotTried() {
        var many = "{\"items\":{\"anyOf\":[" + "{\"const\":1},".repeat(1_000) + "{\"const\":2}]}}";
        var schema = "{\"properties\":{\"a\":" + many + "}}";

        assertThat(check(schema, "{\"a\":[" + "3,".repeat(2_000) + "3]}"))
                .containsExactly(new Fault("", "check-size"));
        var faults =
                Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(5),
                        () -> check(schema, "{\"a\":[" + "3,".repeat(900) + "3]}"));
        assertThat(faults).isNotEmpty().doesNotContain(new Fault("", "check-size"));
    }

    @Test
    void aPatternThatNeedsTooDeepAStackIsGivenUp() {
        var schema = "{\"properties\":{\"a\":{\"pattern\":\"^(x|y)*$\"}}}";

        assertThat(check(schema, "{\"a\":\"" + "x".repeat(16_000) + "\"}"))
                .isIn(List.of(), List.of(new Fault("", "pattern-steps")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e5000000", "-1e-5000000", "1e401"})
    void aNumberThatTakesSecondsToDivideIsNotDividedAtAll(String number) {
        var schema = "{\"additionalProperties\":{\"multipleOf\":7}}";

        var faults =
                Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(1),
                        () -> check(schema, "{\"a\":[{\"b\":" + number + "}]}"));

        assertThat(faults).containsExactly(new Fault("", "number-size"));
        assertThat(DocumentSchema.of(tree("{\"multipleOf\":" + number + "}"))).isEmpty();
    }

    @Test
    void numbersThatSomebodyMeasuredAreChecked() {
        assertThat(
                        check(
                                "{\"additionalProperties\":{\"multipleOf\":7}}",
                                "{\"a\":14e300,\"b\":15}"))
                .containsExactly(new Fault("/b", "multipleOf"));
    }

    private static List<Fault> check(String schema, String attributes) {
        return DocumentSchema.of(tree(schema)).orElseThrow().check((ObjectNode) tree(attributes));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
