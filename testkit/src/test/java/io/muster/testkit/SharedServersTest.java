// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import java.sql.DriverManager;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SharedServersTest {

    @Test
    void aServiceFindsItsOwnSchema() throws Exception {
        var resource = new PostgresResource();
        resource.init(Map.of("service", "shadow"));

        var settings = resource.start();

        var url = settings.get("quarkus.datasource.jdbc.url");
        var user = settings.get("quarkus.datasource.username");
        try (var connection = DriverManager.getConnection(url, user, SharedPostgres.PASSWORD)) {
            assertThat(user).isEqualTo("shadow_service");
            assertThat(connection.getSchema()).isEqualTo("shadow");
        }
    }

    @Test
    void theOpenBrokerPassesMessagesOn() throws Exception {
        var port = new BrokerResource().start().get("muster.mqtt.port");
        var client =
                MqttClient.builder()
                        .useMqttVersion5()
                        .serverHost("127.0.0.1")
                        .serverPort(Integer.parseInt(port))
                        .identifier("test")
                        .buildBlocking();
        client.connect();
        try (var received = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.subscribeWith().topicFilter("$share/g/t/+").send();

            client.publishWith().topic("t/1").payload("hello".getBytes(UTF_8)).send();

            var message = received.receive(10, TimeUnit.SECONDS).orElseThrow();
            assertThat(message.getPayloadAsBytes()).isEqualTo("hello".getBytes(UTF_8));
        }
        client.disconnect();
    }

    @Test
    void tokensComeFromARunningIssuer() {
        var resource = new OidcResource();
        resource.start();
        try {
            assertThat(TestTokens.of("operator")).contains(".");
            assertThat(TestTokens.service("acl-service")).contains(".");
        } finally {
            resource.stop();
        }
    }
}
