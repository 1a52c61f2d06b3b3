// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.muster.broker.BrokerSettings.Hook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The door through which acl-service ends live connections: {@code POST /disconnect}, on loopback,
 * with the hook's secret.
 */
final class ControlServer implements AutoCloseable {

    private static final int MAX_BODY_BYTES = 65_536;
    private static final int THREADS = 4;
    private static final int TIMEOUT_SECONDS = 5;

    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(THREADS, ControlServer::daemon);
    private final byte[] authorization;

    private ControlServer(HttpServer server, String secret) {
        this.server = server;
        this.authorization = ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
    }

    static ControlServer start(Hook hook) throws IOException {
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var server = HttpServer.create(new InetSocketAddress(loopback, hook.controlPort()), 0);
        var control = new ControlServer(server, hook.secret());
        server.createContext("/", exchange -> answer(exchange, 404));
        server.createContext("/disconnect", control::disconnect);
        server.setExecutor(control.threads);
        server.start();
        return control;
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "broker-control");
        thread.setDaemon(true);
        return thread;
    }

    private void disconnect(HttpExchange exchange) throws IOException {
        if (!authorized(exchange)) {
            answer(exchange, 401);
        } else if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 405);
        } else {
            var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
            if (body.length > MAX_BODY_BYTES) {
                answer(exchange, 413);
            } else {
                disconnect(exchange, body);
            }
        }
    }

    private boolean authorized(HttpExchange exchange) {
        var given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null
                && MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8));
    }

    private static void disconnect(HttpExchange exchange, byte[] body) throws IOException {
        try {
            var gone =
                    DisconnectRequest.parse(body).carryOut().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            var answer = DisconnectRequest.answer(gone);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        } catch (IllegalArgumentException e) {
            answer(exchange, 400);
        } catch (ExecutionException | TimeoutException e) {
            answer(exchange, 503);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer(exchange, 503);
        }
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
