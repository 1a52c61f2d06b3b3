// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.support;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postgresql.ds.PGSimpleDataSource;

/** The service's tables, read past the service: it may be another process. */
public final class Tables {

    private Tables() {}

    /** The first column of the first row; empty when there is none. */
    public static <T> Optional<T> first(String query, Object parameter, Class<T> type) {
        try (var connection = database().getConnection();
                var statement = connection.prepareStatement(query)) {
            statement.setObject(1, parameter);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getObject(1, type)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource database() {
        var config = ConfigProvider.getConfig();
        var database = new PGSimpleDataSource();
        database.setURL(value(config, "jdbc.url"));
        database.setUser(value(config, "username"));
        database.setPassword(value(config, "password"));
        database.setCurrentSchema("ota");
        return database;
    }

    private static String value(Config config, String name) {
        return config.getValue("quarkus.datasource." + name, String.class);
    }
}
