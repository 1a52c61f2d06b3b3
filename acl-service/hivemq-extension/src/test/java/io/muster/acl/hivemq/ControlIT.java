// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SECRET = "control-secret-of-a-test";
    private static FakeHook hook;
    private static Installation broker;
    private static int controlPort;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        hook = FakeHook.start();
        controlPort = Installation.freePort();
        broker =
                Installation.start(
                        directory,
                        Map.of(
                                "hook.url",
                                hook.url().toString(),
                                "hook.secret",
                                FakeHook.SECRET,
                                "control.port",
                                Integer.toString(controlPort),
                                "control.secret",
                                SECRET));
    }

    @AfterAll
    static void stop() {
        broker.close();
        hook.close();
    }

    @Test
    void endsTheConnectionsAskedForWithinASecond() throws Exception {
        var gone = new CompletableFuture<Void>();
        var victim =
                MqttClient.builder()
                        .useMqttVersion5()
                        .serverHost("127.0.0.1")
                        .serverPort(broker.port)
                        .identifier("victim")
                        .addDisconnectedListener(context -> gone.complete(null))
                        .buildBlocking();
        victim.connect();
        Mqtt5BlockingClient other = broker.client("other");
        other.connect();

        var answer =
                disconnect(
                        SECRET, "{\"clientIds\":[\"victim\",\"absent\"],\"reason\":\"revoked\"}");

        gone.get(1, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"disconnected\":[\"victim\"]}");
        assertThat(other.getState().isConnected()).isTrue();
        other.disconnect();
    }

    @Test
    void whoeverDoesNotKnowTheSecretIsRefused() throws Exception {
        assertThat(disconnect("wrong", "{\"clientIds\":[]}").statusCode()).isEqualTo(401);
        assertThat(disconnect(FakeHook.SECRET, "{\"clientIds\":[]}").statusCode()).isEqualTo(401);
    }

    @Test
    void anythingElseThanARequestIsRefused() throws Exception {
        assertThat(disconnect(SECRET, "[]").statusCode()).isEqualTo(400);
        assertThat(disconnect(SECRET, "nonsense").statusCode()).isEqualTo(400);
        assertThat(disconnect(SECRET, "").statusCode()).isEqualTo(400);
        assertThat(disconnect(SECRET, "{\"clientIds\":[1]}").statusCode()).isEqualTo(400);
        assertThat(disconnect(SECRET, "x".repeat(70_000)).statusCode()).isEqualTo(413);
    }

    private static HttpResponse<String> disconnect(String secret, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + controlPort + "/disconnect"))
                        .header("Authorization", "Bearer " + secret)
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
