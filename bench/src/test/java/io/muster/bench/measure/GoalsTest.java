// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GoalsTest {

    private static final String GOALS =
            """
            {"acl":{"/ratio":{"atLeast":0.85},"/peer/ratio":{"atLeast":5}},"decision":{"/p50":{"below":1}}}\
            """;

    @Test
    void whatIsReachedExactlyIsReached() throws IOException {
        assertThat(missed(GOALS, "acl", "{\"ratio\":0.85,\"peer\":{\"ratio\":5}}")).isEmpty();
        assertThat(missed(GOALS, "decision", "{\"p50\":0.99}")).isEmpty();
    }

    @Test
    void whatIsMissedIsNamedWithItsGoal() throws IOException {
        assertThat(missed(GOALS, "acl", "{\"ratio\":0.84,\"peer\":{\"ratio\":9}}"))
                .containsExactly("/ratio is 0.84, the goal is at least 0.85");
        assertThat(missed(GOALS, "decision", "{\"p50\":1}"))
                .containsExactly("/p50 is 1, the goal is below 1");
    }

    @Test
    void aFigureThatIsNotThereIsMissed() throws IOException {
        assertThat(missed(GOALS, "acl", "{\"ratio\":0.9}"))
                .containsExactly("/peer/ratio is missing, the goal is at least 5");
        assertThat(missed(GOALS, "acl", "{\"ratio\":\"NaN\",\"peer\":{\"ratio\":5}}")).hasSize(1);
    }

    @Test
    void aGoalThatWeDoNotUnderstandIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        missed("{\"acl\":{\"/ratio\":{\"atMost\":1}}}", "acl", "{\"ratio\":1}"));
    }

    @Test
    void theGoalsThatWeKeepAreUnderstood() throws IOException {
        var goals = Goals.read(Path.of("goals.json"));

        assertThat(goals.missed("acl", json("{\"ratio\":0.9,\"flat\":1}"))).hasSize(2);
        assertThat(goals.missed("decision", json("{}"))).hasSize(4);
        assertThat(goals.missed("token", json("{\"ratio\":0.7}"))).hasSize(1);
    }

    private static Iterable<String> missed(String goals, String bench, String result)
            throws JsonProcessingException {
        return new Goals(json(goals)).missed(bench, json(result));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
