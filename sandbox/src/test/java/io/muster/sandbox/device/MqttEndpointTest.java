// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.sandbox.device.MqttLink.Comeback;
import io.muster.sandbox.device.MqttLink.Opening;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** The broker is who its certificate says, or the device does not say a word. */
class MqttEndpointTest {

    private final TestAuthority authority = new TestAuthority("Server CA");

    @Test
    void theRightNameOfTheRightAuthorityIsTrusted() throws Exception {
        assertThat(handshake(authority, "localhost")).isNull();
    }

    @Test
    void anotherNameIsNotTrusted() throws Exception {
        assertThat(handshake(authority, "broker.example")).isInstanceOf(IOException.class);
    }

    @Test
    void anotherAuthorityIsNotTrusted() throws Exception {
        assertThat(handshake(new TestAuthority("Server CA"), "localhost"))
                .isInstanceOf(IOException.class);
    }

    /**
     * How the server fared, which a client leaves with or without a word of TLS; null when the
     * client went on after the handshake.
     */
    private Throwable handshake(TestAuthority issuer, String name) throws Exception {
        var context = issuer.server(name);
        try (var server =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var result = CompletableFuture.supplyAsync(() -> serve(server));
            var trust = Certificates.trusting(List.of(authority.certificate()));
            var endpoint =
                    new MqttEndpoint("localhost", server.getLocalPort(), trust, MqttVersion.V5);
            var connect = endpoint.link("dev-1", null, new Nobody()).connect(Opening.plain());
            var seen = result.get(30, TimeUnit.SECONDS);
            assertThat(connect.handle((ack, failure) -> failure != null).get(30, TimeUnit.SECONDS))
                    .isTrue();
            return seen.orElse(null);
        }
    }

    /** Reads the first byte of the CONNECT, which a client sends only to a server it trusts. */
    private static Optional<Throwable> serve(SSLServerSocket server) {
        try (var socket = (SSLSocket) server.accept()) {
            socket.startHandshake();
            return socket.getInputStream().read() == 0x10
                    ? Optional.empty()
                    : Optional.of(new IllegalStateException("no CONNECT"));
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private static final class Nobody implements MqttLink.Owner {

        @Override
        public void arrived() {}

        @Override
        public Optional<Comeback> ended(SessionEnd end, int attempts) {
            return Optional.empty();
        }

        @Override
        public void received(String topic, byte[] payload) {}
    }
}
