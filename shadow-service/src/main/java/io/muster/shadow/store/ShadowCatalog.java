// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.document.Shadow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    // Bytewise, as the index is sorted: one range of it, also of a prefix.
    private static final String WHOLE =
            """
            SELECT s.*, NULL::boolean AS connected, NULL::timestamptz AS connection_since, NULL::text AS connection_reason
            FROM shadow s
            WHERE tenant_id = $1 AND (device_id, name) > ($2, $3) AND device_id < $4 AND (NOT deleted OR $6)
            ORDER BY device_id, name LIMIT $5
            """;

    private static final String VERSIONS =
            """
            SELECT s.tenant_id, s.device_id, s.name, s.version
            FROM unnest($1::text[], $2::text[], $3::text[]) AS k(tenant_id, device_id, name)
            JOIN shadow s ON s.tenant_id = k.tenant_id AND s.device_id = k.device_id AND s.name = k.name
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

    /** A shadow with all that is in it. */
    public record Whole(ShadowKey key, Shadow shadow) {}

    /**
     * Which shadows of a tenant.
     *
     * @param end the first device id behind those that are wanted
     * @param deleted whether those are wanted, too, of which only the version is left
     */
    public record Range(TenantId tenant, String end, boolean deleted) {}

    /** Shadows in the order of devices and names, after the one of a device with that name. */
    public Uni<List<Whole>> whole(Range range, String device, String name, int limit) {
        var parameters =
                Tuple.of(range.tenant().value(), device, name, range.end(), limit, range.deleted());
        return database.read(connection -> connection.preparedQuery(WHOLE).execute(parameters))
                .map(rows -> {
                    var shadows = new ArrayList<Whole>(rows.size());
                    rows.forEach(row ->
                            shadows.add(new Whole(Rows.key(row), Rows.stored(row).shadow())));
                    return shadows;
                });
    }

    /**
     * The newest versions of these shadows, also of deleted ones; one that never was is left out.
     */
    public Uni<Map<ShadowKey, Long>> versions(Collection<ShadowKey> keys) {
        var parameters =
                Columns.of(List.copyOf(keys))
                        .text(key -> key.tenant().value())
                        .text(key -> key.device().value())
                        .text(key -> key.name().value());
        return database.read(connection ->
                        connection.preparedQuery(VERSIONS).execute(parameters.tuple()))
                .map(rows -> {
                    var versions = new HashMap<ShadowKey, Long>();
                    rows.forEach(row -> versions.put(Rows.key(row), row.getLong("version")));
                    return versions;
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
