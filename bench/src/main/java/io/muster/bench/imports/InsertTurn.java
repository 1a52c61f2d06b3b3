// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.imports;

import io.muster.bench.measure.Sample;
import io.muster.bench.server.RegistryServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.postgresql.PGConnection;

/**
 * What nothing can beat: the same lines with one COPY into the same database, and one statement
 * that makes devices and external ids of them. It checks nothing, tells nobody and can't go on
 * after a crash.
 */
final class InsertTurn implements Callable<Sample> {

    private static final String STAGE = "CREATE UNLOGGED TABLE line (body text)";
    private static final String COPY =
            "COPY line (body) FROM STDIN WITH (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')";
    private static final List<String> INSERTS =
            List.of(
                    """
                    INSERT INTO device (tenant_id, id, state, version, display_name, attributes, tags, external_ids)
                    SELECT '%1$s', j ->> 'id', 'CREATED', 1, j ->> 'displayName', j -> 'attributes',
                        ARRAY(SELECT jsonb_array_elements_text(j -> 'tags')), j -> 'externalIds'
                    FROM (SELECT body::jsonb AS j FROM line) AS lines
                    """,
                    """
                    INSERT INTO external_id (tenant_id, kind, value, device_id)
                    SELECT '%1$s', 'serial', j #>> '{externalIds,serial}', j ->> 'id'
                    FROM (SELECT body::jsonb AS j FROM line) AS lines
                    """);

    private final RegistryServer registry;
    private final byte[] file;
    private final int rows;

    InsertTurn(RegistryServer registry, DeviceFile file) {
        this.registry = registry;
        this.file =
                (new String(file.ndjson(), StandardCharsets.UTF_8) + "\n")
                        .getBytes(StandardCharsets.UTF_8);
        this.rows = file.rows();
    }

    @Override
    public Sample call() throws SQLException, IOException {
        var tenant = "f-" + UUID.randomUUID();
        long from = System.nanoTime();
        try (var connection = registry.database()) {
            connection.setAutoCommit(false);
            run(connection, tenant);
            connection.commit();
        }
        long took = System.nanoTime() - from;
        double micros = took / 1e3;
        return new Sample(rows * 1e9 / took, 0, micros, micros);
    }

    private void run(Connection connection, String tenant) throws SQLException, IOException {
        try (var statement = connection.createStatement()) {
            statement.execute(STAGE);
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(COPY, new ByteArrayInputStream(file));
            for (var insert : INSERTS) {
                statement.execute(insert.formatted(tenant));
            }
            statement.execute("DROP TABLE line");
        }
    }
}
