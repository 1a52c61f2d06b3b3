// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.Api;
import io.muster.registry.Tables;
import io.muster.registry.identity.DeviceIdentity;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Answers in an order that a broker seldom has. */
@QuarkusTest
class CommandAnswersQuarkusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String WAITING =
            "SELECT count(*) FROM command WHERE command_id = ? AND send_at IS NOT NULL";

    @Inject CommandAnswers answers;

    @Test
    void case51ASecondAckDoesNotTakeBackThatChunksAreAskedFor() {
        var id = Api.newDevice();
        String command =
                Api.as("operator")
                        .body(Map.of("kind", "log"))
                        .post("/api/v1/devices/" + id + "/commands")
                        .path("id");
        var promise = new Command.Promise(2, "0".repeat(64));
        answer(id, command, new Answer.Ack());
        answer(id, command, new Answer.Done(Optional.of(promise), null));

        answer(id, command, new Answer.Ack());

        assertThat(Tables.number(WAITING, UUID.fromString(command))).isEqualTo(1);
    }

    private void answer(String device, String command, Answer answer) {
        var identity = new DeviceIdentity(new TenantId("default"), new DeviceId(device));
        assertThat(
                        answers.apply(identity, UUID.fromString(command), answer)
                                .await()
                                .atMost(PATIENCE))
                .isTrue();
    }
}
