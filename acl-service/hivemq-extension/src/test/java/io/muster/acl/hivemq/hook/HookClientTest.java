// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.muster.acl.hivemq.hook.AuthorizeQuestion.Request;
import io.muster.acl.hivemq.hook.ConnectDecision.Allowed;
import io.muster.acl.hivemq.hook.ConnectDecision.Denied;
import io.muster.acl.hivemq.settings.HookSettings;
import io.muster.acl.hivemq.settings.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookClientTest {

    private static final Secret SECRET = new Secret("the-hook-secret-of-a-test");
    private static final ConnectQuestion CONNECT =
            new ConnectQuestion("dev-1", null, null, null, null, null, "mqtt5", true, null);
    private static final AuthorizeQuestion AUTHORIZE =
            new AuthorizeQuestion("s", "dev-1", List.of(new Request("publish", "t", 0, false)));

    private final CountDownLatch release = new CountDownLatch(1);
    private HttpServer server;

    @AfterEach
    void stop() {
        release.countDown();
        server.stop(0);
    }

    @Test
    void anAuthorityFromTheFileIsTrustedAndNoOther(@TempDir Path directory) throws Exception {
        var authority = TestHttps.create();
        var other = TestHttps.create();
        var https = HttpsServer.create(loopback(), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(authority.context()));
        serve(https);

        assertThat(connect("https", Optional.of(authority.pem(directory.resolve("ca.pem")))))
                .isInstanceOf(Allowed.class);
        assertThat(connect("https", Optional.of(other.pem(directory.resolve("other.pem")))))
                .isInstanceOf(Denied.class);
        assertThat(connect("https", Optional.empty())).isInstanceOf(Denied.class);
    }

    @Test
    void overloadIsDeniedAtOnceAndDoesNotReachTheOtherKindOfQuestion() throws Exception {
        serve(HttpServer.create(loopback(), 0));
        try (var client = client("http", Duration.ofSeconds(5), 2, 1)) {
            var connects = Stream.generate(() -> client.connect(CONNECT)).limit(4).toList();

            assertThat(connects.get(3).get(1, TimeUnit.SECONDS)).isInstanceOf(Denied.class);
            assertThat(client.authorize(AUTHORIZE).get(2, TimeUnit.SECONDS)).containsExactly(true);
            assertThat(connects.get(0)).isNotDone();

            release.countDown();
            for (var connect : connects.subList(0, 3)) {
                assertThat(connect.get(2, TimeUnit.SECONDS)).isInstanceOf(Allowed.class);
            }
        }
    }

    @Test
    void whoeverWaitsForHisTurnIsDeniedByTheDeadlineAsWell() throws Exception {
        serve(HttpServer.create(loopback(), 0));
        try (var client = client("http", Duration.ofMillis(500), 1, 10)) {
            var start = System.nanoTime();
            var connects = Stream.generate(() -> client.connect(CONNECT)).limit(5).toList();

            CompletableFuture.allOf(connects.toArray(CompletableFuture[]::new))
                    .get(2, TimeUnit.SECONDS);

            assertThat(connects)
                    .allSatisfy(each -> assertThat(each).isCompletedWithValue(new Denied()));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(2));
        }
    }

    private ConnectDecision connect(String scheme, Optional<Path> authorities) throws Exception {
        release.countDown();
        var settings =
                new HookSettings(url(scheme), SECRET, Duration.ofSeconds(5), 1, 1, authorities);
        try (var client = HookClient.of(settings)) {
            return client.connect(CONNECT).get(6, TimeUnit.SECONDS);
        }
    }

    private HookClient client(String scheme, Duration deadline, int connections, int waiting)
            throws IOException {
        return HookClient.of(
                new HookSettings(
                        url(scheme), SECRET, deadline, connections, waiting, Optional.empty()));
    }

    private URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    private static InetSocketAddress loopback() throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    }

    /** Connects are answered when the test releases them, all else at once. */
    private void serve(HttpServer given) {
        server = given;
        server.createContext(
                "/connect",
                exchange -> {
                    await();
                    answer(exchange, "{\"decision\":\"allow\",\"session\":\"s\"}");
                });
        server.createContext(
                "/authorize", exchange -> answer(exchange, "{\"decisions\":[\"allow\"]}"));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void await() {
        try {
            assertThat(release.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        exchange.sendResponseHeaders(200, text.length());
        exchange.getResponseBody().write(text.getBytes(UTF_8));
        exchange.close();
    }
}
