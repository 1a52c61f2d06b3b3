// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.muster.acl.hivemq.settings.ControlSettings;
import io.muster.acl.hivemq.settings.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The door through which acl-service ends live connections: {@code POST /disconnect}, with the
 * secret. Requests that find it busy are turned away; acl-service repeats them.
 */
public final class ControlServer implements AutoCloseable {

    private static final int MAX_BODY_BYTES = 65_536;
    private static final int THREADS = 4;
    private static final int WAITING = 64;
    private static final int TIMEOUT_SECONDS = 5;

    private final HttpServer server;
    private final ExecutorService threads =
            new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING),
                    ControlServer::daemon);
    private final Secret secret;
    private final Disconnector disconnector;

    private ControlServer(HttpServer server, Secret secret, Disconnector disconnector) {
        this.server = server;
        this.secret = secret;
        this.disconnector = disconnector;
    }

    /** Returns when it listens; throws when it cannot. */
    public static ControlServer start(ControlSettings settings, Disconnector disconnector)
            throws IOException {
        var address = InetAddress.getByName(settings.address());
        var server = HttpServer.create(new InetSocketAddress(address, settings.port()), 0);
        var control = new ControlServer(server, settings.secret(), disconnector);
        server.createContext("/", exchange -> answer(exchange, 404));
        server.createContext("/disconnect", control::disconnect);
        server.setExecutor(control.threads);
        server.start();
        return control;
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "muster-acl-control");
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
        return secret.authorizes(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private void disconnect(HttpExchange exchange, byte[] body) throws IOException {
        try {
            var gone =
                    DisconnectRequest.parse(body)
                            .carryOut(disconnector)
                            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
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
