// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant.store;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/**
 * Counts the devices of tenants, in the transactions that add and delete them: whoever adds one
 * waits for the others at the tenant's row, so that no two of them take the last place. To keep the
 * order of locks, it comes after the device's own row and before audit log and outbox.
 */
@Singleton
public class DeviceQuota {

    private static final String ROOM =
            "devices + %s <= coalesce((options #>> '{quotas,maxDevices}')::bigint, "
                    + Quotas.DEFAULT_MAX_DEVICES
                    + ")";
    private static final String TAKE =
            "UPDATE tenant SET devices = devices + $2 WHERE tenant_id = $1 AND "
                    + ROOM.formatted("$2");

    /**
     * Takes a place of the tenant {@code $1} within a statement that adds one device, as the rows
     * of {@code added}: after that one, because it reads it, and only if there is one. Answers a
     * row if there was a place; else see {@link #refuse}.
     */
    public static final String TAKE_ONE =
            "UPDATE tenant SET devices = devices + 1 WHERE tenant_id = $1 AND EXISTS (SELECT FROM added) AND "
                    + ROOM.formatted("1")
                    + " RETURNING 1";

    private static final String TAKE_SOME =
            """
            WITH room AS (
                SELECT least($2, greatest(0, coalesce((options #>> '{quotas,maxDevices}')::bigint, $3) - devices)) AS places
                FROM tenant WHERE tenant_id = $1 FOR UPDATE)
            UPDATE tenant SET devices = devices + room.places FROM room WHERE tenant_id = $1
            RETURNING room.places
            """;
    private static final String GIVE_BACK =
            "UPDATE tenant SET devices = devices - $2 WHERE tenant_id = $1";
    private static final String EXISTS = "SELECT 1 FROM tenant WHERE tenant_id = $1";

    /**
     * Takes places for devices that are added. A 403 problem when there are not so many left, or
     * when nobody made this tenant; the caller's transaction then fails with it.
     */
    public Uni<Void> take(SqlConnection connection, TenantId tenant, long devices) {
        return connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(tenant.value(), devices))
                .chain(taken ->
                        taken.rowCount() == 1
                                ? Uni.createFrom().voidItem()
                                : refuse(connection, tenant));
    }

    /** Takes as many of these places as are left, and answers how many that were. */
    public Uni<Long> takeSome(SqlConnection connection, TenantId tenant, long devices) {
        return connection
                .preparedQuery(TAKE_SOME)
                .execute(Tuple.of(tenant.value(), devices, Quotas.DEFAULT_MAX_DEVICES))
                .map(rows ->
                        rows.stream().findFirst().map(row -> row.getLong("places")).orElse(0L));
    }

    /** Fails with the problem why a tenant has no place. */
    public Uni<Void> refuse(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(EXISTS)
                .execute(Tuple.of(tenant.value()))
                .onItem()
                .transformToUni(rows ->
                        Uni.createFrom().failure(rows.rowCount() == 1 ? exceeded() : unknown()));
    }

    /** Gives the places of deleted devices back. */
    public Uni<Void> giveBack(SqlConnection connection, TenantId tenant, long devices) {
        return connection
                .preparedQuery(GIVE_BACK)
                .execute(Tuple.of(tenant.value(), devices))
                .replaceWithVoid();
    }

    private static ProblemException exceeded() {
        return ProblemException.of(
                403,
                "quota-exceeded",
                "The tenant has as many devices as it may",
                "Delete devices that are not needed, or have the tenant's maxDevices raised.");
    }

    private static ProblemException unknown() {
        return ProblemException.of(
                403,
                "tenant-unknown",
                "The token's tenant does not exist here",
                "A platform-admin adds tenants; devices come after.");
    }
}
