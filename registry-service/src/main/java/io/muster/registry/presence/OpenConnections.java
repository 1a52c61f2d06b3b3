// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Which connections of a broker are open, as far as it told. */
@ApplicationScoped
public class OpenConnections {

    private static final String OPEN =
            """
            SELECT tenant_id, device_id, broker_session, broker_began_at FROM presence
            WHERE broker = $1 AND NOT broker_ended
            LIMIT 200000
            """;

    private final Database database;

    OpenConnections(Database database) {
        this.database = database;
    }

    /** Those that a broker of this name told of. */
    public Uni<List<OpenConnection>> of(String broker) {
        return database.read(connection -> connection.preparedQuery(OPEN).execute(Tuple.of(broker)))
                .map(rows -> rows.stream().map(OpenConnections::connection).toList());
    }

    private static OpenConnection connection(Row row) {
        return new OpenConnection(
                new DeviceIdentity(
                        new TenantId(row.getString("tenant_id")),
                        new DeviceId(row.getString("device_id"))),
                new BrokerEvent.Connection(
                        row.getOffsetDateTime("broker_began_at").toInstant(),
                        row.getString("broker_session")));
    }
}
