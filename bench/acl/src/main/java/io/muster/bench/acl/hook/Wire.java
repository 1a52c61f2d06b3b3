// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.hook;

import io.muster.sandbox.net.LoopbackPort;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.Locale;

/**
 * One connection, on which questions are asked one after the other: to log in, and to learn the
 * answers.
 */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final DataInputStream in;

    Wire(int port) throws IOException {
        this.socket = new Socket(LoopbackPort.address(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = new DataInputStream(socket.getInputStream());
    }

    Exchange ask(Post post) throws IOException {
        var request = post.bytes();
        socket.getOutputStream().write(request);
        var response = new ByteArrayOutputStream();
        int length = head(response);
        response.write(in.readNBytes(length));
        return new Exchange(request, response.toByteArray());
    }

    /** The body of an answer that must be good. */
    String body(Post post) throws IOException {
        var response = ask(post).text();
        if (!response.startsWith("HTTP/1.1 200 ")) {
            throw new IOException(
                    post + " was answered " + response.lines().findFirst().orElse(""));
        }
        return response.substring(response.indexOf("\r\n\r\n") + 4);
    }

    /** Copies the head, and returns the length of the body. */
    private int head(ByteArrayOutputStream response) throws IOException {
        int length = 0;
        for (var line = line(response); !line.isEmpty(); line = line(response)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        return length;
    }

    private String line(ByteArrayOutputStream response) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed in the middle of an answer");
            }
            response.write(c);
            line.append((char) c);
        }
        response.write('\n');
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
