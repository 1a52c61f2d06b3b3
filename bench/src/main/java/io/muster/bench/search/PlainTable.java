// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.search;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The question written by hand, to a table that was made for it, without a service between. */
record PlainTable(PreparedStatement statement) {

    static final String SQL =
            """
            SELECT id, state, version, tags, attributes FROM plain
            WHERE tenant_id = 'default' AND site = ? ORDER BY id LIMIT 50
            """;

    int find(String site) throws SQLException {
        statement.setString(1, site);
        int found = 0;
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                found += rows.getString("attributes").isEmpty() ? 0 : 1;
            }
        }
        return found;
    }
}
