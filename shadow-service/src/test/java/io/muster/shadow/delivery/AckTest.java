// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.shadow.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AckTest {

    @Test
    void saysWhatBecameOfAVersion() {
        assertThat(Ack.parse(json("{\"desiredVersion\":9,\"status\":\"applied\",\"x\":1}")))
                .contains(new Ack(9, Ack.Status.APPLIED, Optional.empty()));
        assertThat(
                        Ack.parse(
                                json(
                                        "{\"desiredVersion\":9,\"status\":\"rejected\",\"reason\":\"no\"}")))
                .contains(new Ack(9, Ack.Status.REJECTED, Optional.of("no")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"desiredVersion\":9}",
                "{\"status\":\"applied\"}",
                "{\"desiredVersion\":\"9\",\"status\":\"applied\"}",
                "{\"desiredVersion\":-1,\"status\":\"applied\"}",
                "{\"desiredVersion\":9.0,\"status\":\"applied\"}",
                "{\"desiredVersion\":1e2,\"status\":\"applied\"}",
                "{\"desiredVersion\":9999999999999999999,\"status\":\"applied\"}",
                "{\"desiredVersion\":9,\"status\":\"APPLIED\"}",
                "{\"desiredVersion\":9,\"status\":null}",
                "{\"desiredVersion\":9,\"status\":{}}"
            })
    void anythingElseIsNone(String text) {
        assertThat(Ack.parse(json(text))).isEmpty();
    }

    @Test
    void aLongReasonIsCutBetweenCharacters() {
        var reason = "x".repeat(511) + "\ud83d\ude00".repeat(100);

        var ack = new Ack(1, Ack.Status.FAILED, Optional.of(reason));

        assertThat(ack.reason()).contains("x".repeat(511));
    }

    private static JsonNode json(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return ((JsonText.Reading.Tree) JsonText.read(bytes, 1_000)).root();
    }
}
