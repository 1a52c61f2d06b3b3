// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.sandbox.operator.NotObserved;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerformanceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter output = new StringWriter();
    private final PrintWriter out = new PrintWriter(output);

    @Test
    void stepsThatHoldAreToldOneALine() throws Exception {
        var lines = perform(step("one", "saw one"), step("two", "saw two"));

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).path("step").asText()).isEqualTo("one");
        assertThat(lines.get(0).path("ok").asBoolean()).isTrue();
        assertThat(lines.get(0).path("observed").asText()).isEqualTo("saw one");
        assertThat(lines.get(0).path("ms").isIntegralNumber()).isTrue();
        assertThat(lines.getLast().path("ok").asBoolean()).isTrue();
        assertThat(lines.getLast().path("steps").asInt()).isEqualTo(2);
    }

    @Test
    void theFirstStepThatDoesNotHoldEndsTheDemo() throws Exception {
        var lines =
                perform(
                        step("one", "saw one"),
                        failing(new NotObserved("saw nothing")),
                        step("three", ""));

        assertThat(lines).hasSize(3);
        assertThat(lines.get(1).path("ok").asBoolean()).isFalse();
        assertThat(lines.get(1).path("observed").asText()).contains("saw nothing");
        assertThat(lines.getLast().path("ok").asBoolean()).isFalse();
        assertThat(lines.getLast().path("failed").asText()).isEqualTo("failing");
    }

    @Test
    void anUnexpectedFailureIsAFailedStepToo() throws Exception {
        var lines = perform(failing(new IllegalStateException("broken")));

        assertThat(lines.getFirst().path("observed").asText()).contains("broken");
        assertThat(lines.getLast().path("failed").asText()).isEqualTo("failing");
    }

    @Test
    void stepsHaveNamesOfTheirOwn() {
        assertThat(MainJob.steps())
                .extracting(Step::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(10);
    }

    private List<JsonNode> perform(Step... steps) throws Exception {
        new Performance(new JsonNarrator(out)).run(List.of(steps), null);
        var lines = new ArrayList<JsonNode>();
        for (var line : output.toString().lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static Step step(String name, String observed) {
        return new Step(name, scene -> observed);
    }

    private static Step failing(Exception failure) {
        return new Step(
                "failing",
                scene -> {
                    throw failure;
                });
    }
}
