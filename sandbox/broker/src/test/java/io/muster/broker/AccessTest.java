// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.sun.net.httpserver.HttpServer;
import io.muster.acl.hivemq.settings.AclSettings;
import io.muster.acl.hivemq.settings.ControlSettings;
import io.muster.acl.hivemq.settings.HookSettings;
import io.muster.acl.hivemq.settings.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker starts with the extension in charge, or not at all. */
class AccessTest {

    private static final Secret SECRET = new Secret("the-hook-secret-of-a-test");

    @Test
    void theHookDecidesWhoGetsIn(@TempDir Path directory) throws Exception {
        var hook = hookThatLetsIn("dev-1");
        try (var broker = BrokerFixture.start(directory, settings(hook, Optional.empty()))) {
            var client = broker.client("dev-1");
            client.connect();
            client.disconnect();

            assertThatThrownBy(() -> broker.client("dev-2").connect())
                    .isInstanceOf(Mqtt5ConnAckException.class);
        } finally {
            hook.stop(0);
        }
    }

    @Test
    void aBrokerWhoseExtensionCannotWorkDoesNotStart(@TempDir Path directory) throws Exception {
        var hook = hookThatLetsIn("dev-1");
        try (var taken = new ServerSocket(0, 1, loopback())) {
            var control =
                    new ControlSettings(ControlSettings.LOOPBACK, taken.getLocalPort(), SECRET);

            assertThatThrownBy(() ->
                            BrokerFixture.start(directory, settings(hook, Optional.of(control))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("without its extension");
        } finally {
            hook.stop(0);
        }
    }

    private static AclSettings settings(HttpServer hook, Optional<ControlSettings> control) {
        var url = URI.create("http://127.0.0.1:" + hook.getAddress().getPort());
        return new AclSettings(HookSettings.of(url, SECRET), control);
    }

    private static HttpServer hookThatLetsIn(String clientId) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
        server.createContext(
                "/connect",
                exchange -> {
                    var question = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    var answer =
                            question.contains('"' + clientId + '"')
                                    ? "{\"decision\":\"allow\",\"session\":\"s\"}"
                                    : "{\"decision\":\"deny\"}";
                    exchange.sendResponseHeaders(200, answer.length());
                    exchange.getResponseBody().write(answer.getBytes(UTF_8));
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
