// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One request over a TLS socket, and the bytes of the answer as they came. */
public final class RawHttps {

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: (\\d+)\r?$");

    private RawHttps() {}

    /**
     * An answer.
     *
     * @param head status line and headers, the empty line included
     * @param closed whether the server ended the connection after it
     * @param millis from the request to the end of the body or the connection
     */
    public record Answer(String head, String body, boolean closed, long millis) {

        public int status() {
            return Integer.parseInt(head.substring(9, 12));
        }
    }

    public static Answer send(SSLContext tls, String request, byte[] body, String... protocols) {
        var sockets = tls.getSocketFactory();
        try (var socket = (SSLSocket) sockets.createSocket("localhost", Est.port())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            if (protocols.length > 0) {
                socket.setEnabledProtocols(protocols);
            }
            socket.startHandshake();
            long start = System.nanoTime();
            var out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
            var in = socket.getInputStream();
            return read(in, request.contains("Connection: close"), bodiless(request), start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to HEAD tells the length of a body that does not come. */
    private static boolean bodiless(String request) {
        return request.startsWith("HEAD ");
    }

    private static Answer read(InputStream in, boolean untilClosed, boolean bodiless, long start)
            throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended in the head: " + head);
            }
            head.write(next);
        }
        var text = head.toString(StandardCharsets.ISO_8859_1);
        int length =
                LENGTH.matcher(text)
                        .results()
                        .findFirst()
                        .map((MatchResult match) -> Integer.parseInt(match.group(1)))
                        .orElse(0);
        var body = untilClosed ? in.readAllBytes() : in.readNBytes(length);
        if (body.length < length && !bodiless) {
            throw new IOException("the connection ended in the body");
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new Answer(text, new String(body, StandardCharsets.ISO_8859_1), untilClosed, millis);
    }
}
