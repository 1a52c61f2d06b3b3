// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

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
    private static final String FIND =
            "SELECT connected FROM device_connection WHERE tenant_id = $1 AND device_id = $2";

    private final Database database;

    Connections(Database database) {
        this.database = database;
    }

    /** Notes what an event says unless a later one was noted. */
    public Uni<Void> note(TenantId tenant, DeviceId device, boolean connected, long sequence) {
        var parameters = Tuple.of(tenant.value(), device.value(), connected, sequence);
        return database.transaction(
                connection -> connection.preparedQuery(NOTE).execute(parameters).replaceWithVoid());
    }

    /** Whether the device is connected; empty when nothing was ever said of it. */
    public Uni<Optional<Boolean>> of(ShadowKey key) {
        var parameters = Tuple.of(key.tenant().value(), key.device().value());
        return database.read(connection -> connection.preparedQuery(FIND).execute(parameters))
                .map(rows ->
                        rows.size() == 0
                                ? Optional.empty()
                                : Optional.of(rows.iterator().next().getBoolean("connected")));
    }
}
