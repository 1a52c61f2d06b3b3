// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.heartbeat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;

/** The devices' rows, and the bare statement that writes a heartbeat of each. */
final class Rows implements AutoCloseable {

    private static final String TENANT = "bench";
    private static final String WRITE =
            """
            UPDATE presence p SET last_seen_at = b.at, heartbeat_at = b.at, rssi = b.rssi
            FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::int[]) AS b (tenant_id, device_id, at, rssi)
            WHERE p.tenant_id = b.tenant_id AND p.device_id = b.device_id
            """;

    private final Connection connection;
    private final int devices;

    private Rows(Connection connection, int devices) {
        this.connection = connection;
        this.devices = devices;
    }

    /** Rows for so many devices that are connected, over a connection that is closed with them. */
    static Rows add(Connection connection, int devices) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO presence (tenant_id, device_id, connected, session, ended_sessions, changed_at, reason, last_seen_at)
                    SELECT 'bench', 'b-' || i, true, 'a', '{}', now(), 'connected', now() FROM generate_series(0, %d) AS i
                    """
                            .formatted(devices - 1));
        }
        return new Rows(connection, devices);
    }

    /** The id of a device. */
    static String device(int number) {
        return "b-" + number;
    }

    /** Writes all rows with one statement. */
    void writeAll() throws SQLException {
        var tenants = new String[devices];
        var ids = new String[devices];
        var times = new Timestamp[devices];
        var strengths = new Integer[devices];
        Arrays.fill(tenants, TENANT);
        Arrays.fill(times, Timestamp.from(Instant.now()));
        Arrays.fill(strengths, -70);
        Arrays.setAll(ids, Rows::device);
        try (var statement = connection.prepareStatement(WRITE)) {
            statement.setArray(1, connection.createArrayOf("text", tenants));
            statement.setArray(2, connection.createArrayOf("text", ids));
            statement.setArray(3, connection.createArrayOf("timestamptz", times));
            statement.setArray(4, connection.createArrayOf("int4", strengths));
            statement.executeUpdate();
        }
    }

    /** How long ago the device was seen that was not seen for the longest time, in seconds. */
    double longestAgo() throws SQLException {
        return number(
                "SELECT extract(epoch FROM clock_timestamp() - min(last_seen_at)) FROM presence"
                        + " WHERE tenant_id = 'bench'");
    }

    private double number(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getDouble(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
