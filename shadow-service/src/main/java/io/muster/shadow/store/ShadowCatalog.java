// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which shadows there are. */
@ApplicationScoped
public class ShadowCatalog {

    private static final String LIST =
            """
            SELECT name, version, in_sync, ledger, created_at, updated_at FROM shadow
            WHERE tenant_id = $1 AND device_id = $2 AND name > $3 AND NOT deleted
            ORDER BY name LIMIT $4
            """;

    private final Database database;

    ShadowCatalog(Database database) {
        this.database = database;
    }

    /**
     * One shadow without its content; {@code inSync} says that nothing desired is unreported, and
     * {@code sync} how far the device has got.
     */
    @Schema(name = "ShadowSummary")
    public record Entry(
            String name,
            long version,
            long desiredVersion,
            long reportedVersion,
            boolean inSync,
            String sync,
            Instant createdAt,
            Instant updatedAt) {}

    /** The shadows of a device in the order of their names, from the one after a name. */
    public Uni<List<Entry>> list(TenantId tenant, DeviceId device, String after, int limit) {
        var parameters = Tuple.of(tenant.value(), device.value(), after, limit);
        return database.read(connection -> connection.preparedQuery(LIST).execute(parameters))
                .map(rows -> {
                    var entries = new ArrayList<Entry>(rows.size());
                    rows.forEach(row -> entries.add(entry(row)));
                    return entries;
                });
    }

    private static Entry entry(Row row) {
        var ledger = Rows.ledger(row);
        return new Entry(
                row.getString("name"),
                row.getLong("version"),
                ledger.desiredVersion(),
                ledger.reportedVersion(),
                row.getBoolean("in_sync"),
                ledger.delivery().state().word(),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
