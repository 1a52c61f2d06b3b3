// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CommandQuarkusTest {

    private static final int CHUNK = 64 * 1024;

    @Test
    void aPingIsAnswered() throws Exception {
        var id = Api.newDevice();
        try (var device = CommandDevice.connect(id)) {
            var command = create(id, Map.of("kind", "ping", "params", Map.of("x", 1)));

            var heard = device.next();
            device.say("cmd/" + command + "/ack", "");
            device.say("cmd/" + command + "/done", "{\"ok\":true,\"result\":{\"up\":9}}");

            assertThat(heard.path("id").asText()).isEqualTo(command);
            assertThat(heard.path("kind").asText()).isEqualTo("ping");
            assertThat(heard.path("params").path("x").asInt()).isEqualTo(1);
            assertThat(heard.path("deadline").asLong()).isGreaterThan(System.currentTimeMillis());
            awaitState(id, command, "DONE");
            get(id, command).then().body("result.up", equalTo(9));
            artifact(id, command).then().statusCode(404);
        }
    }

    @Test
    void case51ALostChunkIsAskedForAgainAndTheArtifactIsWhole() throws Exception {
        var id = Api.newDevice();
        var log = new byte[5 * CHUNK - 77];
        new Random(51).nextBytes(log);
        try (var device = CommandDevice.connect(id)) {
            var command = create(id, Map.of("kind", "log"));
            device.next();
            device.say("cmd/" + command + "/ack", "");

            for (int n : new int[] {0, 1, 2, 4}) {
                device.say("cmd/" + command + "/chunk/" + n, chunk(log, n));
            }
            device.say("cmd/" + command + "/done", promise(log, 5));
            var again = device.next();
            artifact(id, command).then().statusCode(404);
            device.say("cmd/" + command + "/chunk/3", chunk(log, 3));

            assertThat(again.path("id").asText()).isEqualTo(command);
            assertThat(again.path("missing").toString()).isEqualTo("[3]");
            awaitState(id, command, "DONE");
            var answer = artifact(id, command);
            answer.then()
                    .statusCode(200)
                    .header("Content-Disposition", "attachment; filename=\"" + command + ".bin\"");
            assertThat(answer.asByteArray()).isEqualTo(log);
        }
    }

    @Test
    void case51AnArtifactThatIsTooLargeFails() throws Exception {
        var id = Api.newDevice();
        try (var device = CommandDevice.connect(id)) {
            var command = create(id, Map.of("kind", "snapshot"));
            device.next();

            device.say("cmd/" + command + "/chunk/0", new byte[CHUNK + 1]);

            awaitState(id, command, "FAILED");
            get(id, command).then().body("reason", equalTo("the artifact is too large"));
        }
    }

    @Test
    void anotherDigestFails() throws Exception {
        var id = Api.newDevice();
        try (var device = CommandDevice.connect(id)) {
            var command = create(id, Map.of("kind", "log"));
            device.next();

            device.say("cmd/" + command + "/chunk/0", new byte[] {1});
            device.say("cmd/" + command + "/done", promise(new byte[] {2}, 1));

            awaitState(id, command, "FAILED");
            artifact(id, command).then().statusCode(404);
        }
    }

    @Test
    void aCommandWaitsForItsDevice() throws Exception {
        var id = Api.newDevice();
        var command = create(id, Map.of("kind", "ping"));
        awaitRound();
        get(id, command).then().body("state", equalTo("QUEUED"));

        try (var device = CommandDevice.connect(id)) {
            assertThat(device.next().path("id").asText()).isEqualTo(command);
            awaitState(id, command, "SENT");
        }
    }

    /** A later command for somebody who is there has left. */
    private static void awaitRound() throws Exception {
        var id = Api.newDevice();
        try (var device = CommandDevice.connect(id)) {
            var command = create(id, Map.of("kind", "ping"));
            assertThat(device.next().path("id").asText()).isEqualTo(command);
        }
    }

    @Test
    void aCommandThatIsNotDoneInTimeIsGivenUp() {
        var id = Api.newDevice();

        awaitState(id, create(id, Map.of("kind", "ping", "ttl", 1)), "EXPIRED");
    }

    @Test
    void nobodyAnswersForAnotherDevice() throws Exception {
        var id = Api.newDevice();
        var other = Api.newDevice();
        try (var device = CommandDevice.connect(id);
                var foreign = CommandDevice.connect(other)) {
            var command = create(id, Map.of("kind", "ping"));
            device.next();

            foreign.say("cmd/" + command + "/done", "{\"ok\":true}");
            foreign.say("cmd/none/done", "{\"ok\":true}");
            device.say("cmd/" + command + "/done", "{\"ok\":false,\"error\":\"busy\"}");

            awaitState(id, command, "FAILED");
            get(id, command).then().body("reason", equalTo("busy"));
            Api.as("viewer")
                    .get("/api/v1/devices/" + other + "/commands/" + command)
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void theLocationOfANewCommandIsTheCommand() {
        var id = Api.newDevice();
        var created = post("operator", id, Map.of("kind", "ping"));

        assertThat(created.header("Location"))
                .endsWith(path(id) + "/" + created.path("id").toString());
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        var id = Api.newDevice();
        post("operator", id, Map.of()).then().statusCode(400);
        post("operator", id, Map.of("kind", "format")).then().statusCode(400);
        post("operator", id, Map.of("kind", "ping", "ttl", 0)).then().statusCode(400);
        post("operator", id, Map.of("kind", "ping", "params", "x")).then().statusCode(400);
        post("operator", Api.newId(), Map.of("kind", "ping")).then().statusCode(404);
        post("viewer", id, Map.of("kind", "ping")).then().statusCode(403);
        Api.as("viewer").get(path(id)).then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void aDeviceHasThirtyTwoCommandsAtMost() {
        var id = Api.newDevice();
        for (int i = 0; i < 32; i++) {
            create(id, Map.of("kind", "ping"));
        }

        post("operator", id, Map.of("kind", "ping"))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:too-many-commands"));
        Api.as("viewer").get(path(id) + "?limit=20").then().body("items", hasSize(20));
    }

    private static String create(String device, Map<String, ?> body) {
        return post("operator", device, body).then().statusCode(201).extract().path("id");
    }

    private static Response post(String user, String device, Map<String, ?> body) {
        return Api.as(user).body(body).post(path(device));
    }

    private static Response get(String device, String command) {
        return Api.as("viewer").get(path(device) + "/" + command);
    }

    private static Response artifact(String device, String command) {
        return Api.as("operator").get(path(device) + "/" + command + "/artifact");
    }

    private static String path(String device) {
        return "/api/v1/devices/" + device + "/commands";
    }

    private static void awaitState(String device, String command, String state) {
        await().untilAsserted(() -> get(device, command).then().body("state", equalTo(state)));
    }

    private static byte[] chunk(byte[] log, int number) {
        return Arrays.copyOfRange(log, number * CHUNK, Math.min(log.length, (number + 1) * CHUNK));
    }

    private static String promise(byte[] log, int chunks) throws Exception {
        var sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(log));
        return "{\"ok\":true,\"chunks\":%d,\"sha256\":\"%s\"}".formatted(chunks, sha256);
    }
}
