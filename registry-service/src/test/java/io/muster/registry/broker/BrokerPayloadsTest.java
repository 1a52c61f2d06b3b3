// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.presence.BrokerEvent;
import io.muster.registry.presence.BrokerEvent.Connected;
import io.muster.registry.presence.BrokerEvent.Connection;
import io.muster.registry.presence.BrokerEvent.Disconnected;
import io.muster.registry.presence.BrokerEvent.Over;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each broker really sends, and what is made of it. */
class BrokerPayloadsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant BEGAN = Instant.ofEpochMilli(1_645_003_578_536L);
    private static final Connection EMQX = new Connection(BEGAN, "1645003578536");

    @Test
    void emqxRuleConnected() {
        var event =
                EmqxEvents.ofRule(
                        json(
                                """
                                {"username":"u_emqx","timestamp":1645003578536,"sockname":"0.0.0.0:1883","receive_maximum":32,
                                "proto_ver":5,"proto_name":"MQTT","peername":"127.0.0.1:56460","node":"emqx@127.0.0.1",
                                "mountpoint":"undefined","keepalive":60,"is_bridge":false,"expiry_interval":3600,
                                "event":"client.connected","connected_at":1645003578536,
                                "conn_props":{"User-Property":{"foo":"bar"}},"clientid":"dev-1","clean_start":true}
                                """));

        assertThat(event).contains(ClientEvent.of("dev-1", new Connected(EMQX)));
    }

    @Test
    void emqxRuleDisconnected() {
        var event =
                EmqxEvents.ofRule(
                        json(
                                """
                                {"username":"u_emqx","timestamp":1645003600000,"sockname":"0.0.0.0:1883","reason":"keepalive_timeout",
                                "proto_ver":5,"proto_name":"MQTT","peername":"127.0.0.1:36396","node":"emqx@127.0.0.1",
                                "event":"client.disconnected","connected_at":1645003578536,"disconnected_at":1645003600000,
                                "disconn_props":{},"clientid":"dev-1"}
                                """));

        assertThat(event)
                .contains(ClientEvent.of("dev-1", new Disconnected(EMQX, "keepalive_timeout")));
    }

    @Test
    void emqxRuleDisconnectedOfVersionsThatDoNotSayWhenItBegan() {
        var template =
                """
                {"event":"client.disconnected","clientid":"dev-1","reason":"%s","disconnected_at":1645003578536}
                """;

        assertThat(EmqxEvents.ofRule(json(template.formatted("normal"))))
                .contains(ClientEvent.of("dev-1", new Over(BEGAN, "normal")));
        assertThat(EmqxEvents.ofRule(json(template.formatted("takenover")))).isEmpty();
    }

    @Test
    void emqxTopics() {
        var connected =
                json(
                        """
                        {"username":"undefined","ts":1582687922392,"sockport":1883,"proto_ver":5,"proto_name":"MQTT","keepalive":300,
                        "ipaddress":"127.0.0.1","expiry_interval":0,"connected_at":1645003578536,"connack":0,"clientid":"dev-1",
                        "clean_start":true,"protocol":"mqtt"}
                        """);
        var disconnected =
                json(
                        """
                        {"username":"undefined","ts":1582688032203,"sockport":1883,"reason":"tcp_closed","proto_ver":5,
                        "proto_name":"MQTT","ipaddress":"127.0.0.1","connected_at":1645003578536,"disconnected_at":1645003600000,
                        "clientid":"dev-1","protocol":"mqtt"}
                        """);

        assertThat(EmqxEvents.ofTopic(true, "dev-1", connected))
                .contains(ClientEvent.of("dev-1", new Connected(EMQX)));
        assertThat(EmqxEvents.ofTopic(false, "dev-1", disconnected))
                .contains(ClientEvent.of("dev-1", new Disconnected(EMQX, "tcp_closed")));
        assertThat(EmqxEvents.ofTopic(true, "another", connected)).isEmpty();
    }

    @Test
    void emqxSecondsAreTakenAsSuch() {
        var event =
                EmqxEvents.ofTopic(
                        true,
                        "dev-1",
                        json("{\"connected_at\":1645003578,\"clientid\":\"dev-1\"}"));

        assertThat(event.map(ClientEvent::event))
                .contains(
                        new Connected(
                                new Connection(
                                        Instant.ofEpochSecond(1_645_003_578), "1645003578000")));
    }

    @Test
    void verneMqHooks() {
        var body = json("{\"mountpoint\":\"site-1\",\"client_id\":\"dev-1\"}");

        assertThat(VerneMqEvents.read("on_client_wakeup", body, BEGAN))
                .contains(ofSite(new Connected(new Connection(BEGAN, BEGAN.toString()))));
        assertThat(VerneMqEvents.read("on_client_offline", body, BEGAN))
                .contains(ofSite(new Over(BEGAN, "lost")));
        assertThat(VerneMqEvents.read("on_client_gone", body, BEGAN))
                .contains(ofSite(new Over(BEGAN, "lost")));
        assertThat(VerneMqEvents.read("on_register", body, BEGAN)).isEmpty();
        assertThat(VerneMqEvents.read(null, body, BEGAN)).isEmpty();
    }

    private static ClientEvent ofSite(BrokerEvent event) {
        return new ClientEvent("site-1", Optional.empty(), "dev-1", event);
    }

    @Test
    void hiveMqExtension() {
        var events =
                HiveMqEvents.read(
                        json(
                                """
                                {"events":[
                                {"type":"connected","clientId":"dev-1","tenant":"default","connection":"5f3c","began":1645003578536},
                                {"type":"disconnected","clientId":"dev-1","tenant":"default","connection":"5f3c","began":1645003578536,
                                "reason":"session-taken-over"},
                                {"type":"connected","clientId":"dev-1","tenant":"default","connection":"5f3c","began":1645003578536,
                                "certificate":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},
                                {"type":"connected","clientId":"dev-1","tenant":"default","connection":"5f3c","began":1645003578536,
                                "certificate":"' OR 1=1--"},
                                {"type":"moved","clientId":"dev-1"}]}
                                """));

        var connection = new Connection(BEGAN, "5f3c");
        assertThat(events.orElseThrow())
                .containsExactly(
                        admitted(new Connected(connection)),
                        admitted(new Disconnected(connection, "session-taken-over")),
                        new ClientEvent(
                                "",
                                Optional.of("default"),
                                "dev-1",
                                new Connected(connection),
                                Optional.of(new Fingerprint("0123456789abcdef".repeat(4)))),
                        admitted(new Connected(connection)));
    }

    private static ClientEvent admitted(BrokerEvent event) {
        return new ClientEvent("", Optional.of("default"), "dev-1", event);
    }

    @Test
    void rabbitMqConnections() {
        var page =
                RabbitMqConnections.page(
                        json(
                                """
                                {"filtered_count":3,"item_count":3,"items":[
                                {"client_properties":{"client_id":"dev-1"},"connected_at":1645003578536,
                                "name":"127.0.0.1:40022 -> 127.0.0.1:51884","protocol":"MQTT 3.1.1","vhost":"/"},
                                {"client_properties":{"product":"an AMQP client"},"connected_at":1645003578536,
                                "name":"127.0.0.1:40023 -> 127.0.0.1:5672","protocol":"AMQP 0-9-1","vhost":"/"},
                                {"client_properties":{"client_id":"dev-2"},"name":"opening","protocol":"MQTT 3.1.1","vhost":"/"}],
                                "page":1,"page_count":2,"page_size":500,"total_count":3}
                                """));

        var name = "127.0.0.1:40022 -> 127.0.0.1:51884";
        assertThat(page.orElseThrow().pages()).isEqualTo(2);
        assertThat(page.orElseThrow().connections())
                .containsExactly(
                        new ClientEvent(
                                "/",
                                Optional.empty(),
                                "dev-1",
                                new Connected(new Connection(BEGAN, name))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"event\":\"client.connected\"}",
                "{\"event\":\"client.connected\",\"clientid\":\"dev-1\"}",
                "{\"event\":\"client.connected\",\"clientid\":\"dev-1\",\"connected_at\":-1}",
                "{\"event\":\"client.connected\",\"clientid\":\"dev-1\",\"connected_at\":1e40}",
                "{\"event\":\"client.connected\",\"clientid\":\"\",\"connected_at\":1645003578536}",
                "{\"event\":\"message.dropped\",\"clientid\":\"dev-1\"}"
            })
    void whatMakesNoSenseTellsNothing(String body) {
        assertThat(EmqxEvents.ofRule(json(body))).isEmpty();
        assertThat(HiveMqEvents.read(json(body))).isEmpty();
        assertThat(RabbitMqConnections.page(json(body))).isEmpty();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
