// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.hook;

import io.muster.bench.measure.Latencies;
import io.muster.bench.measure.Sample;
import io.muster.bench.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A broker that asks on several connections at once, from one thread, which costs the machine
 * little.
 */
record Load(Server server, List<Exchange> exchanges, Duration duration)
        implements Callable<Sample> {

    private static final int CONNECTIONS = 16;
    private static final int PATIENCE_MILLIS = 10_000;

    Load {
        exchanges = List.copyOf(exchanges);
    }

    @Override
    public Sample call() throws IOException {
        try (var selector = Selector.open()) {
            var connections = connect(selector);
            try {
                return measure(selector, connections);
            } finally {
                for (var connection : connections) {
                    connection.close();
                }
            }
        }
    }

    private List<Connection> connect(Selector selector) throws IOException {
        var connections = new ArrayList<Connection>();
        for (int i = 0; i < CONNECTIONS; i++) {
            int first = i * exchanges.size() / CONNECTIONS;
            connections.add(new Connection(server.port(), selector, exchanges, first));
        }
        return connections;
    }

    private Sample measure(Selector selector, List<Connection> connections) throws IOException {
        var latencies = new Latencies();
        long cpu = server.cpuNanos();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        for (var connection : connections) {
            connection.ask();
        }
        while (connections.stream().anyMatch(Connection::waiting)) {
            proceed(selector, latencies, end);
        }
        long wall = System.nanoTime() - start;
        return Sample.of(latencies.total(), wall, server.cpuNanos() - cpu, latencies);
    }

    private static void proceed(Selector selector, Latencies latencies, long end)
            throws IOException {
        int ready =
                selector.select(
                        key -> {
                            try {
                                var connection = (Connection) key.attachment();
                                if (connection.read(latencies) && System.nanoTime() < end) {
                                    connection.ask();
                                }
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        PATIENCE_MILLIS);
        if (ready == 0) {
            throw new IOException("the server has not answered for " + PATIENCE_MILLIS + " ms");
        }
    }
}
