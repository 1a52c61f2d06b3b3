// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.kill;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** What the killed service has written, read beside it. */
final class Ledger implements AutoCloseable {

    static final String PROBE = "probe";

    private static final Duration STANDSTILL = Duration.ofSeconds(20);
    private static final int POLL_MILLIS = 5;

    private static final List<String> TABLES =
            List.of(
                    "CREATE TABLE applied (message text PRIMARY KEY)",
                    "CREATE TABLE counter (slot integer PRIMARY KEY, n bigint NOT NULL)",
                    "INSERT INTO counter SELECT slot, 0 FROM generate_series(0, 63) AS slot",
                    // Our connector remembers here which filters its session has.
                    """
                    CREATE TABLE channel_session (
                        tenant_id text NOT NULL, client_id text NOT NULL, filters text[] NOT NULL,
                        PRIMARY KEY (tenant_id, client_id))
                    """);

    private final Connection connection;

    private Ledger(Connection connection) {
        this.connection = connection;
    }

    /** Makes the tables in the schema of the connection. */
    static Ledger create(Connection connection) throws SQLException {
        var ledger = new Ledger(connection);
        for (var statement : TABLES) {
            ledger.execute(statement);
        }
        return ledger;
    }

    /** Forgets everything, for a round to begin. */
    void reset() throws SQLException {
        execute("TRUNCATE applied");
        execute("UPDATE counter SET n = 0");
    }

    /** Whether a message has come that asks only whether messages come. */
    boolean probed() throws SQLException {
        return probes() > 0;
    }

    long applied() throws SQLException {
        return number("SELECT count(*) FROM applied") - probes();
    }

    long effects() throws SQLException {
        return number("SELECT sum(n)::bigint FROM counter") - probes();
    }

    private long probes() throws SQLException {
        return number("SELECT count(*) FROM applied WHERE message = '" + PROBE + "'");
    }

    /** Waits for that many, or until nothing has moved for 20 seconds; answers how many. */
    long await(long count) throws SQLException, InterruptedException {
        long before = -1;
        long moved = System.nanoTime();
        long now = applied();
        while (now < count && System.nanoTime() - moved < STANDSTILL.toNanos()) {
            if (now != before) {
                before = now;
                moved = System.nanoTime();
            }
            Thread.sleep(POLL_MILLIS);
            now = applied();
        }
        return now;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
