// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.command.Command.Promise;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private static final String SHA = "ab".repeat(32);

    @Test
    void anAcknowledgement() {
        assertThat(read("ack", "")).contains(new Answer.Ack());
    }

    @Test
    void theEndOfAnArtifact() {
        assertThat(read("done", "{\"ok\":true,\"chunks\":7,\"sha256\":\"" + SHA + "\"}"))
                .contains(new Answer.Done(Optional.of(new Promise(7, SHA)), null));
    }

    @Test
    void aResult() {
        assertThat(read("done", "{\"ok\":true,\"result\":{\"up\":9}}"))
                .contains(new Answer.Done(Optional.empty(), "{\"up\":9}"));
    }

    @Test
    void aFailure() {
        assertThat(read("done", "{\"ok\":false,\"error\":\"no\\u0000log\"}"))
                .contains(new Answer.Failed("no\uFFFDlog"));
        assertThat(read("done", "{\"ok\":false}"))
                .contains(new Answer.Failed("the device could not do it"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chunk",
                "chunk/-1",
                "chunk/01",
                "chunk/1024",
                "chunk/x",
                "chunk/1/2",
                "ack/1",
                "done/1",
                "other",
                "chunk/99999999999"
            })
    void whatIsNoAnswer(String levels) {
        assertThat(read(levels, "{\"ok\":true}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"ok\":1}", "{\"ok\":true"})
    void whatIsNoEnd(String payload) {
        assertThat(read("done", payload)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"chunks\":0",
                "\"chunks\":1025",
                "\"chunks\":1,\"sha256\":\"AB\"",
                "\"chunks\":1"
            })
    void aPromiseThatMakesNoSenseIsNone(String members) {
        assertThat(read("done", "{\"ok\":true," + members + "}"))
                .contains(new Answer.Done(Optional.empty(), null));
    }

    private static Optional<Answer> read(String levels, String payload) {
        return AnswerReader.read(
                List.of(levels.split("/")), payload.getBytes(StandardCharsets.UTF_8));
    }
}
