// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody else's server, to which webhooks send. */
final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile String location = "";

    private Receiver(HttpServer server) {
        this.server = server;
    }

    static Receiver answering(int status) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        var receiver = new Receiver(server);
        server.createContext("/", exchange -> receiver.answer(exchange, status));
        server.setExecutor(Thread::startVirtualThread);
        server.start();
        return receiver;
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            awaitTurn();
            bodies.add(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private void awaitTurn() throws IOException {
        asked.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            held.await();
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        } finally {
            atOnce.decrementAndGet();
        }
    }

    /** Answers nobody from now on, until it is closed. */
    void hold() {
        held = new CountDownLatch(1);
    }

    /** Where its answers send to. */
    void sendTo(String elsewhere) {
        location = elsewhere;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** What it was sent and has answered. */
    List<String> bodies() {
        return bodies;
    }

    /** How many requests have come. */
    int asked() {
        return asked.get();
    }

    /** How many of them were waiting for an answer at one time. */
    int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public void close() {
        held.countDown();
        server.stop(0);
    }
}
