// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device.store;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which device an external id belongs to: one of each kind, in a tenant. */
@Singleton
class ExternalIdStore {

    private static final String INSERT =
            """
            INSERT INTO external_id (tenant_id, kind, value, device_id)
            SELECT $1, kind, value, $2 FROM unnest($3::text[], $4::text[]) AS given (kind, value)
            ORDER BY kind, value
            ON CONFLICT DO NOTHING
            """;
    private static final String INSERT_ALL =
            """
            INSERT INTO external_id (tenant_id, kind, value, device_id)
            SELECT $1, kind, value, device FROM unnest($2::text[], $3::text[], $4::text[]) AS given (kind, value, device)
            ORDER BY kind, value
            ON CONFLICT DO NOTHING
            """;
    private static final String OWNERS =
            """
            SELECT e.kind, e.value, e.device_id FROM external_id e
            JOIN unnest($2::text[], $3::text[]) AS given (kind, value) ON e.kind = given.kind AND e.value = given.value
            WHERE e.tenant_id = $1
            """;
    private static final String DELETE_ALL =
            "DELETE FROM external_id WHERE tenant_id = $1 AND device_id = ANY($2::text[])";
    private static final String DELETE =
            "DELETE FROM external_id WHERE tenant_id = $1 AND device_id = $2";

    /** Adds the ids of a new device; a 409 problem when another device has one of them. */
    Uni<Void> insert(SqlConnection connection, DeviceIdentity identity, Map<String, String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var kinds = ids.keySet().toArray(String[]::new);
        var values = ids.values().toArray(String[]::new);
        return connection
                .preparedQuery(INSERT)
                .execute(DeviceStore.key(identity).addArrayOfString(kinds).addArrayOfString(values))
                .invoke(inserted -> {
                    if (inserted.rowCount() != kinds.length) {
                        throw taken();
                    }
                })
                .replaceWithVoid();
    }

    /** Adds the ids of many devices; a 409 problem when one of them is taken. */
    Uni<Void> insertAll(SqlConnection connection, TenantId tenant, List<DeviceWrite> writes) {
        var ids = ExternalIdColumns.of(writes);
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(INSERT_ALL)
                .execute(ids.tuple(tenant).addArrayOfString(ids.devices()))
                .invoke(inserted -> {
                    if (inserted.rowCount() != ids.size()) {
                        throw taken();
                    }
                })
                .replaceWithVoid();
    }

    /** Takes the ids of devices away. */
    Uni<Void> deleteAll(SqlConnection connection, TenantId tenant, List<String> devices) {
        return devices.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(DELETE_ALL)
                        .execute(Tuple.of(tenant.value(), devices.toArray(String[]::new)))
                        .replaceWithVoid();
    }

    /** Which devices have these ids. */
    Uni<Map<ExternalId, String>> owners(
            SqlConnection connection, TenantId tenant, Collection<ExternalId> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return connection
                .preparedQuery(OWNERS)
                .execute(ExternalIdColumns.of(ids).tuple(tenant))
                .map(rows ->
                        rows.stream()
                                .collect(
                                        Collectors.toMap(
                                                row ->
                                                        new ExternalId(
                                                                row.getString("kind"),
                                                                row.getString("value")),
                                                row -> row.getString("device_id"))));
    }

    Uni<Void> replace(
            SqlConnection connection,
            DeviceIdentity identity,
            Map<String, String> before,
            Map<String, String> after) {
        return before.equals(after)
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(DELETE)
                        .execute(key(identity))
                        .chain(() -> insert(connection, identity, after));
    }

    private static Tuple key(DeviceIdentity identity) {
        return DeviceStore.key(identity);
    }

    private static ProblemException taken() {
        return ProblemException.of(
                409,
                "external-id-taken",
                "The external id is another device's",
                "One of the external ids belongs to another device of the tenant, which may be a"
                        + " deleted one that can still be restored.");
    }
}
