// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves one artifact with ranges, and misbehaves on request. */
final class ArtifactServer implements AutoCloseable {

    private final byte[] artifact;
    private final HttpServer server;
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private volatile int hangUpAfter = Integer.MAX_VALUE;
    private final AtomicInteger hangUps = new AtomicInteger();
    private volatile boolean ignoreRanges;
    private volatile int answer = 200;

    ArtifactServer(byte[] artifact) throws IOException {
        this.artifact = artifact;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/artifact", this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/artifact");
    }

    /** The Range header of each request, empty where there was none. */
    List<String> ranges() {
        return ranges;
    }

    void hangUpAfter(int bytes, int times) {
        hangUpAfter = bytes;
        hangUps.set(times);
    }

    void ignoreRanges() {
        ignoreRanges = true;
    }

    void answer(int status) {
        answer = status;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        var range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "" : range);
        if (answer != 200) {
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
            return;
        }
        int from =
                range == null || ignoreRanges ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        var body = Arrays.copyOfRange(artifact, from, artifact.length);
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set(
                            "Content-Range",
                            "bytes " + from + "-" + (artifact.length - 1) + "/" + artifact.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, body.length);
        send(exchange, body);
    }

    private void send(HttpExchange exchange, byte[] body) throws IOException {
        if (body.length > hangUpAfter && hangUps.getAndDecrement() > 0) {
            exchange.getResponseBody().write(body, 0, hangUpAfter);
            exchange.close();
            return;
        }
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        } catch (IOException e) {
            // The client broke the connection, as it was told to.
        }
    }
}
