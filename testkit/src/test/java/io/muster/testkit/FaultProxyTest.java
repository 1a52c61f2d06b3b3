// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.sandbox.net.LoopbackPort;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

    private ServerSocket echo;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 16, LoopbackPort.address());
        Thread.ofVirtual().start(this::serve);
        proxy = FaultProxy.to(echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void passesBytesBothWays() throws IOException {
        try (var client = connect()) {
            assertThat(echoes(client)).isTrue();
        }
    }

    @Test
    void cutsAndAcceptsAgain() throws IOException {
        try (var client = connect()) {
            echoes(client);

            proxy.cut();

            assertThatThrownBy(() -> echoes(client)).isInstanceOf(IOException.class);
        }
        try (var client = connect()) {
            assertThat(echoes(client)).isTrue();
        }
    }

    @Test
    void holdsBackWithoutLosing() throws IOException {
        try (var client = connect()) {
            proxy.stall();
            client.setSoTimeout(200);
            client.getOutputStream().write(7);
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);

            proxy.heal();

            client.setSoTimeout(5_000);
            assertThat(client.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void delaysEachPiece() throws IOException {
        try (var client = connect()) {
            proxy.delay(Duration.ofMillis(100));
            var start = System.nanoTime();

            echoes(client);

            // Once on the way there, once on the way back.
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThan(Duration.ofMillis(200));
        }
    }

    @Test
    void refusesUntilItIsHealed() throws IOException {
        proxy.refuse();
        try (var client = connect()) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        proxy.heal();
        try (var client = connect()) {
            assertThat(echoes(client)).isTrue();
        }
    }

    private Socket connect() throws IOException {
        var client = new Socket(LoopbackPort.address(), proxy.port());
        client.setSoTimeout(5_000);
        return client;
    }

    private static boolean echoes(Socket client) throws IOException {
        client.getOutputStream().write(42);
        return client.getInputStream().read() == 42 || fail();
    }

    private static boolean fail() throws IOException {
        throw new IOException("the connection ended");
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                var client = echo.accept();
                Thread.ofVirtual().start(() -> echo(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // The client went away, which is what the test is about.
        }
    }
}
