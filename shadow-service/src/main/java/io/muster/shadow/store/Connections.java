// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Which devices are connected, as far as the registry's events tell. */
@ApplicationScoped
public class Connections {

    // Events may be delivered twice, and to several replicas out of order.
    private static final String NOTE =
            """
            INSERT INTO device_connection AS c (tenant_id, device_id, connected, noted_by) VALUES ($1, $2, $3, $4)
            ON CONFLICT (tenant_id, device_id) DO UPDATE
            SET connected = excluded.connected, noted_by = excluded.noted_by
            WHERE c.noted_by < excluded.noted_by
            """;

    private final Database database;

    Connections(Database database) {
        this.database = database;
    }

    /** Notes what an event says unless a later one was noted. */
    public Uni<Void> note(TenantId tenant, DeviceId device, Contact contact, long sequence) {
        var parameters = Tuple.of(tenant.value(), device.value(), contact.stored(), sequence);
        return database.transaction(
                connection -> connection.preparedQuery(NOTE).execute(parameters).replaceWithVoid());
    }
}
