// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device.store;

import io.muster.platform.problem.ProblemException;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Which device an external id belongs to: one of each kind, in a tenant. */
@ApplicationScoped
class ExternalIdStore {

    private static final String INSERT =
            """
            INSERT INTO external_id (tenant_id, kind, value, device_id)
            SELECT $1, kind, value, $2 FROM unnest($3::text[], $4::text[]) AS given (kind, value)
            ORDER BY kind, value
            ON CONFLICT DO NOTHING
            """;
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
