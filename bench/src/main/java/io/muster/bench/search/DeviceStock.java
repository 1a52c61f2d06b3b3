// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.search;

import io.muster.bench.server.RegistryServer;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Many devices, 100 at each site, and beside them the same in a table whose site is a column with
 * an index, as somebody would make it who knows that nothing else will ever be asked.
 *
 * @param devices how many there are
 */
record DeviceStock(int devices) {

    private static final int PER_SITE = 100;
    private static final String PLAIN =
            """
            CREATE TABLE plain AS SELECT tenant_id, id, state, version, tags, attributes::text AS attributes,
                attributes ->> 'site' AS site FROM device
            """;

    int sites() {
        return devices / PER_SITE;
    }

    /** Fills both tables, each by one statement. */
    void load(RegistryServer registry) throws SQLException {
        try (var connection = registry.database()) {
            run(connection, insert());
            run(connection, "UPDATE tenant SET devices = " + devices);
            run(connection, PLAIN);
            run(connection, "CREATE INDEX ON plain (tenant_id, site, id)");
            run(connection, "VACUUM ANALYZE device");
            run(connection, "VACUUM ANALYZE plain");
        }
    }

    private String insert() {
        return """
        INSERT INTO device (tenant_id, id, state, version, tags, attributes)
        SELECT 'default', 'dev-' || lpad(n::text, 7, '0'), 'ACTIVE', 1,
            CASE WHEN n %% 10 = 0 THEN '{spare}'::text[] ELSE '{}' END,
            jsonb_build_object('site', 'site-' || n %% %d, 'model', 'm' || n %% 7, 'power', n %% 1000)
        FROM generate_series(1, %d) n
        """
                .formatted(sites(), devices);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
