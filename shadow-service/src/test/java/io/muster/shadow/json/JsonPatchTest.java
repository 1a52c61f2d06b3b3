// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.JsonPatch.Failure;
import io.muster.shadow.json.JsonPatch.Result;
import io.muster.testkit.CasesSource;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPatchTest {

    record PatchCase(
            String before,
            String patch,
            Optional<String> after,
            Optional<Integer> failed,
            Optional<Failure> failure) {

        Result result() {
            return after.<Result>map(json -> new Result.Patched(json(json)))
                    .orElseGet(
                            () -> new Result.Failed(failed.orElseThrow(), failure.orElseThrow()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CasesSource("json-patch.yaml")
    void doesWhatTheTableSays(String name, PatchCase c) {
        var before = json(c.before());

        var result = patch(c.patch()).apply(before, 10_000);

        assertThat(result).isEqualTo(c.result());
        assertThat(before).as("what was there is a value").isEqualTo(json(c.before()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[1]",
                "[{}]",
                "[{\"op\":\"add\",\"path\":\"/a\"}]",
                "[{\"op\":\"add\",\"path\":\"a\",\"value\":1}]",
                "[{\"op\":\"add\",\"path\":1,\"value\":1}]",
                "[{\"op\":\"merge\",\"path\":\"/a\",\"value\":1}]",
                "[{\"op\":\"ADD\",\"path\":\"/a\",\"value\":1}]",
                "[{\"op\":\"copy\",\"path\":\"/a\"}]",
                "[{\"op\":\"move\",\"from\":\"/a\",\"path\":\"/a/b\"}]",
                "[{\"op\":\"move\",\"from\":\"\",\"path\":\"/b\"}]"
            })
    void whatIsNoPatchIsSaidToBeNone(String text) {
        assertThat(JsonPatch.parse(json(text))).isInstanceOf(JsonPatch.Parsed.Unsound.class);
    }

    @Test
    void operationsAreCounted() {
        var operation = "{\"op\":\"remove\",\"path\":\"/a\"}";

        assertThat(JsonPatch.parse(json("[" + operation + ("," + operation).repeat(255) + "]")))
                .isInstanceOf(JsonPatch.Parsed.Sound.class);
        assertThat(JsonPatch.parse(json("[" + operation + ("," + operation).repeat(256) + "]")))
                .isInstanceOf(JsonPatch.Parsed.Unsound.class);
    }

    @Test
    void copiesOfCopiesAreBounded() {
        var bomb = new StringBuilder("[{\"op\":\"add\",\"path\":\"/a\",\"value\":[1,2,3,4]}");
        bomb.append(",{\"op\":\"copy\",\"from\":\"/a\",\"path\":\"/a/-\"}".repeat(200)).append(']');

        var result = patch(bomb.toString()).apply(json("{}"), 100_000);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.failure()).isEqualTo(Failure.TOO_LARGE));
    }

    @Test
    void nestingByCopiesIsBounded() {
        var copy = ",{\"op\":\"copy\",\"from\":\"/a\",\"path\":\"/a/a%s\"}";
        var bomb = new StringBuilder("[{\"op\":\"add\",\"path\":\"/a\",\"value\":{}}");
        for (int i = 0; i < 90; i++) {
            bomb.append(copy.formatted("/a".repeat(i)));
        }

        var result = patch(bomb.append(']').toString()).apply(json("{}"), 1_000_000);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.failure()).isEqualTo(Failure.TOO_DEEP));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aDifferenceLeadsFromOneObjectToTheOther(
            @ForAll("states") ObjectNode from, @ForAll("states") ObjectNode to) {
        assertThat(merged(from, MergeDiff.between(from, to))).isEqualTo(to);
        assertThat(merged(from, MergeDiff.replacing(from, to))).isEqualTo(to);
        assertThat(MergeDiff.between(to, to)).isEmpty();
    }

    /** RFC 7396 as its text has it. */
    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode members)) {
            return patch;
        }
        var result = target instanceof ObjectNode object ? object.deepCopy() : Json.object();
        for (var member : members.properties()) {
            if (member.getValue().isNull()) {
                result.remove(member.getKey());
            } else {
                var old = result.path(member.getKey());
                result.set(member.getKey(), merged(old, member.getValue()));
            }
        }
        return result;
    }

    @Provide
    Arbitrary<ObjectNode> states() {
        return JsonArbitraries.states();
    }

    private static JsonPatch patch(String text) {
        return ((JsonPatch.Parsed.Sound) JsonPatch.parse(json(text))).patch();
    }

    private static JsonNode json(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return ((JsonText.Reading.Tree) JsonText.read(bytes, 1_000_000)).root();
    }
}
