// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.testkit.OidcResource;
import io.muster.testkit.PackagedService;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The packaged service, native or not, is killed with clients connected and started again. Brokers
 * that keep our session id notice nothing; RabbitMQ's clients have to come back; and what was
 * revoked meanwhile is out.
 */
class RestartKillIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final OidcResource OIDC = new OidcResource();
    private static final Neighbours NEIGHBOURS = new Neighbours();
    private static PackagedService service;

    @BeforeAll
    static void start() throws IOException {
        var settings = new HashMap<>(OIDC.start());
        settings.putAll(NEIGHBOURS.start());
        service = PackagedService.start(settings);
        service.settings().forEach(System::setProperty);
        World.begin();
    }

    @AfterAll
    static void end() {
        service.settings().keySet().forEach(System::clearProperty);
        service.close();
        NEIGHBOURS.stop();
        OIDC.stop();
    }

    @Test
    void sessionsOutliveTheServiceWhereTheirBrokerKeepsThem() throws Exception {
        var lucky = World.enrolled("lucky-1");
        var revoked = World.enrolled("revoked-1");
        var luckySession = HiveMqBroker.session(HiveMqBroker.connect("lucky-1", lucky));
        var revokedSession = HiveMqBroker.session(HiveMqBroker.connect("revoked-1", revoked));
        assertThat(rabbit("user", "username=lucky-1")).isEqualTo("allow");
        assertThat(rabbitTopic()).isEqualTo("allow");

        service.kill();
        World.revokedUnheard("revoked-1", revoked);
        service.startAgain();

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
