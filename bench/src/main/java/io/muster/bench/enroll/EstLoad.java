// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.enroll;

import io.muster.bench.enroll.CsrStock.Csr;
import io.muster.bench.measure.Latencies;
import io.muster.bench.measure.Sample;
import io.muster.bench.server.Server;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Devices that enroll over EST on kept connections, each request as soon as the one before is
 * answered. Counted is the processor time of the service; handshakes are not part of it.
 */
final class EstLoad implements Callable<Sample> {

    private static final int CONNECTIONS = 8;

    private final Server server;
    private final int port;
    private final SSLContext tls;
    private final String secret;
    private final CsrStock stock;
    private final int count;

    EstLoad(Server server, int port, SSLContext tls, String secret, CsrStock stock, int count) {
        this.server = server;
        this.port = port;
        this.tls = tls;
        this.secret = secret;
        this.stock = stock;
        this.count = count;
    }

    @Override
    public Sample call() throws IOException, InterruptedException {
        var requests = new ConcurrentLinkedQueue<>(stock.take(count));
        var sockets = connect();
        var all = new Latencies();
        long cpu = server.cpuNanos();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var loops =
                    sockets.stream()
                            .<Callable<Latencies>>map(socket -> () -> loop(socket, requests))
                            .toList();
            for (var done : threads.invokeAll(loops)) {
                all.addAll(done.get());
            }
        } catch (ExecutionException e) {
            throw new IOException("a device did not enroll", e.getCause());
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
        long used = server.cpuNanos() - cpu;
        return Sample.of(count, used, used, all);
    }

    private List<SSLSocket> connect() throws IOException {
        var sockets = Stream.<SSLSocket>builder();
        for (int i = 0; i < CONNECTIONS; i++) {
            var socket = (SSLSocket) tls.getSocketFactory().createSocket("localhost", port);
            socket.startHandshake();
            sockets.add(socket);
        }
        return sockets.build().toList();
    }

    private Latencies loop(SSLSocket socket, ConcurrentLinkedQueue<Csr> requests)
            throws IOException {
        var latencies = new Latencies();
        var in = new DataInputStream(socket.getInputStream());
        for (var next = requests.poll(); next != null; next = requests.poll()) {
            long begun = System.nanoTime();
            socket.getOutputStream().write(request(next));
            requireIssued(in);
            latencies.add(System.nanoTime() - begun);
        }
        return latencies;
    }

    private byte[] request(Csr csr) {
        var body = Base64.getEncoder().encodeToString(csr.der());
        var login = (csr.device() + ":" + secret).getBytes(StandardCharsets.UTF_8);
        var text =
                """
                POST /.well-known/est/%s/simpleenroll HTTP/1.1\r
                Host: localhost\r
                Authorization: Basic %s\r
                Content-Type: application/pkcs10\r
                Content-Length: %d\r
                \r
                %s\
                """
                        .formatted(
                                Claims.LABEL,
                                Base64.getEncoder().encodeToString(login),
                                body.length(),
                                body);
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void requireIssued(DataInputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
        int length = Integer.parseInt(head.substring(at, head.indexOf("\r\n", at)));
        var body = in.readNBytes(length);
        if (!head.substring(9, 12).equals("200")) {
            throw new IOException(head + new String(body, StandardCharsets.US_ASCII));
        }
    }
}
