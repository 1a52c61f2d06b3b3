// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.hook;

import io.muster.bench.measure.Latencies;
import io.muster.sandbox.net.LoopbackPort;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * One of a broker's connections: as soon as an answer is there, and is the right one, the next
 * question goes out.
 */
final class Connection implements AutoCloseable {

    private static final int LARGEST_ANSWER = 16_384;

    private final SocketChannel channel;
    private final List<Exchange> exchanges;
    private final ByteBuffer answer = ByteBuffer.allocate(LARGEST_ANSWER);
    private int current;
    private long asked;
    private boolean waiting;

    Connection(int port, Selector selector, List<Exchange> exchanges, int first)
            throws IOException {
        this.exchanges = exchanges;
        this.current = first;
        this.channel = SocketChannel.open(new InetSocketAddress(LoopbackPort.address(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    boolean waiting() {
        return waiting;
    }

    void ask() throws IOException {
        current = current + 1 == exchanges.size() ? 0 : current + 1;
        var request = exchanges.get(current).request();
        asked = System.nanoTime();
        waiting = true;
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    /** Reads what has come; true when the answer is complete. */
    boolean read(Latencies latencies) throws IOException {
        var expected = exchanges.get(current).response();
        if (channel.read(answer) < 0) {
            throw new EOFException("the server has closed a connection");
        }
        if (answer.position() < expected.remaining()) {
            return false;
        }
        latencies.add(System.nanoTime() - asked);
        if (!answer.flip().equals(expected)) {
            throw new IllegalStateException("a question was answered differently from before");
        }
        answer.clear();
        waiting = false;
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
