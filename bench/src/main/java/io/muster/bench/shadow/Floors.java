// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.shadow;

import io.muster.bench.measure.Latencies;
import io.muster.bench.measure.Sample;
import io.muster.bench.server.ShadowServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the database makes of as many rows of the same size when nothing is parsed, merged, looked
 * up, remembered or told.
 */
final class Floors implements AutoCloseable {

    private static final int ROWS = 10_000;
    private static final int ROW_BYTES = 600;
    private static final int CONNECTIONS = 16;
    private static final int BATCHES = 2;
    private static final int BATCH = 500;
    private static final String SINGLE =
            "UPDATE floor_row SET version = version + 1, document = ? WHERE id = ?";
    private static final String BATCHED =
            """
            UPDATE floor_row r SET version = r.version + 1, document = i.document
            FROM unnest(?::int[], ?::bytea[]) AS i (id, document) WHERE r.id = i.id
            """;
    // HOT updates of the shadows' own table, as the statistics collector counts them.
    private static final String HOT =
            "SELECT n_tup_hot_upd::float8 / greatest(1, n_tup_upd) FROM pg_stat_user_tables WHERE relname = 'shadow'";

    private final List<Connection> connections = new ArrayList<>();
    private final byte[] document = new byte[ROW_BYTES];

    private Floors() {}

    static Floors prepare(ShadowServer service) throws SQLException {
        var floors = new Floors();
        ThreadLocalRandom.current().nextBytes(floors.document);
        for (int i = 0; i < CONNECTIONS; i++) {
            floors.connections.add(service.database());
        }
        try (var statement = floors.connections.getFirst().createStatement()) {
            statement.execute(
                    "CREATE TABLE floor_row (id int PRIMARY KEY, version bigint NOT NULL, document bytea NOT NULL)"
                            + " WITH (fillfactor = 60)");
            statement.execute(
                    "INSERT INTO floor_row SELECT i, 0, '' FROM generate_series(0, %d) AS i"
                            .formatted(ROWS - 1));
        }
        return floors;
    }

    private interface Work {

        /** Does some of it, and answers how many rows that were. */
        int once(Connection connection, int worker) throws SQLException;
    }

    /** One row in each transaction, over 16 connections. */
    Sample singles(Duration time) throws Exception {
        return measure(CONNECTIONS, time, (connection, _) -> single(connection));
    }

    /** 500 rows in each transaction, over two connections. */
    Sample batches(Duration time) throws Exception {
        return measure(BATCHES, time, this::batch);
    }

    /** One row, alone. */
    long commitNanos() throws SQLException {
        long start = System.nanoTime();
        single(connections.getFirst());
        return System.nanoTime() - start;
    }

    private int single(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(SINGLE)) {
            statement.setBytes(1, document);
            statement.setInt(2, ThreadLocalRandom.current().nextInt(ROWS));
            return statement.executeUpdate();
        }
    }

    /** Each worker has rows of its own, so that none waits for the other. */
    private int batch(Connection connection, int worker) throws SQLException {
        int from = ThreadLocalRandom.current().nextInt(ROWS / BATCHES - BATCH);
        var ids = new Integer[BATCH];
        var documents = new byte[BATCH][];
        Arrays.setAll(ids, i -> (from + i) * BATCHES + worker);
        Arrays.fill(documents, document);
        try (var statement = connection.prepareStatement(BATCHED)) {
            statement.setArray(1, connection.createArrayOf("int4", ids));
            statement.setArray(2, connection.createArrayOf("bytea", documents));
            return statement.executeUpdate();
        }
    }

    private Sample measure(int workers, Duration time, Work work) throws Exception {
        var latencies = new Latencies();
        long start = System.nanoTime();
        long rows = 0;
        try (var threads = Executors.newFixedThreadPool(workers)) {
            var turns = new ArrayList<Future<Turn>>();
            for (int i = 0; i < workers; i++) {
                turns.add(threads.submit(turn(i, start + time.toNanos(), work)));
            }
            for (var turn : turns) {
                rows += turn.get().rows();
                latencies.addAll(turn.get().latencies());
            }
        }
        return Sample.of(rows, System.nanoTime() - start, 0, latencies);
    }

    private record Turn(long rows, Latencies latencies) {}

    private Callable<Turn> turn(int worker, long end, Work work) {
        return () -> {
            var latencies = new Latencies();
            long rows = 0;
            while (System.nanoTime() < end) {
                long before = System.nanoTime();
                rows += work.once(connections.get(worker), worker);
                latencies.add(System.nanoTime() - before);
            }
            return new Turn(rows, latencies);
        };
    }

    /** Which part of the service's updates touched no index. */
    double hot() throws SQLException {
        try (var statement = connections.getFirst().createStatement();
                var rows = statement.executeQuery(HOT)) {
            rows.next();
            return rows.getDouble(1);
        }
    }

    @Override
    public void close() throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
