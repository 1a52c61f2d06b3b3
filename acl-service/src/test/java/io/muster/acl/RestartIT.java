// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.sandbox.net.LoopbackPort;
import io.muster.testkit.OidcResource;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The packaged service, native or not, is killed with clients connected and started again. Brokers
 * that keep our session id notice nothing; RabbitMQ's clients have to come back; and what was
 * revoked meanwhile is out.
 */
class RestartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final OidcResource OIDC = new OidcResource();
    private static final Neighbours NEIGHBOURS = new Neighbours();
    private static final Map<String, String> SETTINGS = new HashMap<>();
    private static Process service;

    @BeforeAll
    static void neighbours() throws IOException {
        SETTINGS.putAll(OIDC.start());
        SETTINGS.putAll(NEIGHBOURS.start());
        var port = Integer.toString(LoopbackPort.free());
        SETTINGS.put("quarkus.http.port", port);
        SETTINGS.put("quarkus.http.host", "127.0.0.1");
        SETTINGS.put("quarkus.profile", "test");
        SETTINGS.put("quarkus.http.test-port", port);
        SETTINGS.forEach(System::setProperty);
        RestAssured.port = Integer.parseInt(port);
        start();
        World.begin();
    }

    @AfterAll
    static void end() throws InterruptedException {
        kill();
        NEIGHBOURS.stop();
        OIDC.stop();
        SETTINGS.keySet().forEach(System::clearProperty);
        RestAssured.reset();
    }

    private static void start() throws IOException {
        var command = new ArrayList<String>();
        var binary = Path.of(System.getProperty("native.image.path", "none"));
        if (Files.isExecutable(binary)) {
            command.add(binary.toString());
            command.addAll(arguments());
        } else {
            command.add(ProcessHandle.current().info().command().orElse("java"));
            command.addAll(arguments());
            command.add("-jar");
            command.add(target().resolve("quarkus-app").resolve("quarkus-run.jar").toString());
        }
        service =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(target().resolve("restart.log").toFile())
                        .start();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    private static Path target() {
        return Path.of(System.getProperty("basedir", ""), "target").toAbsolutePath();
    }

    private static List<String> arguments() {
        return SETTINGS.entrySet().stream()
                .map(each -> "-D" + each.getKey() + "=" + each.getValue())
                .toList();
    }

    private static void kill() throws InterruptedException {
        service.destroyForcibly().waitFor();
    }

    @Test
    void sessionsOutliveTheServiceWhereTheirBrokerKeepsThem() throws Exception {
        var lucky = World.enrolled("lucky-1");
        var revoked = World.enrolled("revoked-1");
        var luckySession = HiveMqBroker.session(HiveMqBroker.connect("lucky-1", lucky));
        var revokedSession = HiveMqBroker.session(HiveMqBroker.connect("revoked-1", revoked));
        assertThat(rabbit("user", "username=lucky-1")).isEqualTo("allow");
        assertThat(rabbitTopic()).isEqualTo("allow");

        kill();
        World.revokedUnheard("revoked-1", revoked);
        start();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(publish("lucky-1", luckySession)).isEqualTo("allow"));
        assertThat(publish("revoked-1", revokedSession)).isEqualTo("deny");
        World.awaitDisconnect("revoked-1");
        assertThat(rabbitTopic()).as("RabbitMQ keeps nothing for us").isEqualTo("deny");
        assertThat(rabbit("user", "username=lucky-1")).isEqualTo("allow");
        assertThat(rabbitTopic()).isEqualTo("allow");
    }

    private static String publish(String device, String session) {
        return HiveMqBroker.publish(device, session, "d/default/" + device + "/heartbeat")
                .getFirst();
    }

    private static String rabbitTopic() {
        return rabbit(
                "topic",
                "username=lucky-1&vhost=%2F&resource=topic&name=amq.topic&permission=write&tags="
                        + "&routing_key=d.default.lucky-1.heartbeat&variable_map.client_id=lucky-1"
                        + "&variable_map.username=lucky-1&variable_map.vhost=%2F");
    }

    private static String rabbit(String operation, String question) {
        return given().urlEncodingEnabled(false)
                .contentType("application/x-www-form-urlencoded")
                .body(question)
                .post("/hooks/rabbitmq/" + Neighbours.SECRET + "/rabbitmq/" + operation)
                .asString();
    }
}
