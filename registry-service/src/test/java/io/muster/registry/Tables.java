// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import io.muster.sandbox.postgres.ServiceRole;
import io.muster.testkit.SharedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The service's tables as somebody beside it sees them, so that tests of the packaged service can
 * let time pass, too.
 */
public final class Tables {

    private static final String SCHEMA = "registry";

    private Tables() {}

    /** Changes rows; answers how many. */
    public static int change(String sql, Object... values) {
        try (var connection = connect();
                var statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The number that a query answers in its only row. */
    public static long number(String sql, Object... values) {
        try (var connection = connect();
                var statement = prepare(connection, sql, values);
                var rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect() throws SQLException {
        var role = new ServiceRole(SCHEMA, SharedPostgres.PASSWORD);
        var source = new PGSimpleDataSource();
        source.setUrl("jdbc:" + SharedPostgres.url());
        source.setUser(role.name());
        source.setPassword(role.password());
        source.setCurrentSchema(SCHEMA);
        return source.getConnection();
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
