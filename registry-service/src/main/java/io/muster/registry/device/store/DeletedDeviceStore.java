// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.DeviceState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Devices that are deleted: they keep their rows, and with them their ids, until they are purged.
 */
@ApplicationScoped
public class DeletedDeviceStore {

    private static final String RETURNING = " RETURNING " + DeviceRows.COLUMNS;
    private static final String DELETE =
            """
            UPDATE device d SET deleted_at = now(), purge_at = $3, version = version + 1, updated_at = now()
            WHERE tenant_id = $1 AND id = $2
            """
                    + RETURNING;
    private static final String LOCK =
            "SELECT "
                    + DeviceRows.COLUMNS
                    + " FROM device d WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NOT NULL"
                    + " AND moved_to IS NULL FOR UPDATE";
    private static final String RESTORE =
            """
            UPDATE device d SET deleted_at = NULL, purge_at = NULL, state = $3, version = version + 1, updated_at = now()
            WHERE tenant_id = $1 AND id = $2
            """
                    + RETURNING;
    // Another replica's rows are not waited for: it purges them.
    private static final String LOCK_DUE =
            "SELECT "
                    + DeviceRows.COLUMNS
                    + " FROM device d WHERE purge_at <= now() ORDER BY purge_at LIMIT $1"
                    + " FOR UPDATE SKIP LOCKED";
    private static final String MOVE =
            "UPDATE device SET moved_to = $3 WHERE tenant_id = $1 AND id = $2";
    // Secrets that were not used yet must not bring a restored device back to its certificate.
    private static final String END_TOKENS =
            """
            UPDATE claim_token SET expires_at = now() WHERE tenant_id = $1 AND device_id = $2 AND expires_at > now()
            """;
    // What is gone stays gone: a restored device gets new ones. acl-service forgets them with the
    // device.
    private static final String DELETE_CREDENTIALS =
            "DELETE FROM credential WHERE tenant_id = $1 AND device_id = $2";
    // They are given up and told of like others whose time is over.
    private static final String END_COMMANDS =
            """
            UPDATE command SET deadline = now(), send_at = NULL
            WHERE tenant_id = $1 AND device_id = $2 AND state IN ('QUEUED', 'SENT', 'ACKED') AND deadline > now()
            """;
    // Whoever accepts an offer has it locked and waits for the device, which it will not find: that
    // offer is not waited for.
    private static final String END_OFFERS =
            """
            UPDATE transfer SET expires_at = now() WHERE (tenant_id, transfer_id) IN (
                SELECT tenant_id, transfer_id FROM transfer
                WHERE tenant_id = $1 AND device_id = $2 AND state = 'OFFERED' AND expires_at > now() FOR UPDATE SKIP LOCKED)
            """;
    private static final String END_ALLOWANCE =
            "DELETE FROM reenroll_allowance WHERE tenant_id = $1 AND device_id = $2";
    private static final List<String> END =
            List.of(END_TOKENS, DELETE_CREDENTIALS, END_COMMANDS, END_OFFERS, END_ALLOWANCE);
    private static final List<String> PURGE =
            List.of(
                    "DELETE FROM claim_token WHERE tenant_id = $1 AND device_id = $2",
                    "DELETE FROM command WHERE tenant_id = $1 AND device_id = $2",
                    "DELETE FROM external_id WHERE tenant_id = $1 AND device_id = $2",
                    "DELETE FROM group_member WHERE tenant_id = $1 AND device_id = $2",
                    "DELETE FROM group_recheck WHERE tenant_id = $1 AND device_id = $2",
                    "DELETE FROM presence WHERE tenant_id = $1 AND device_id = $2",
                    "DELETE FROM device_gateway WHERE tenant_id = $1 AND (device_id = $2 OR"
                            + " gateway_id = $2)",
                    "DELETE FROM device WHERE tenant_id = $1 AND id = $2");

    /**
     * Deletes a device that the caller has locked, and ends what somebody began with it: claim
     * tokens, credentials, commands, offers, leave to enroll again.
     */
    public Uni<Device> delete(SqlConnection connection, Device device, Instant purgeAt) {
        return all(connection, END, device.identity())
                .chain(() ->
                        one(
                                connection,
                                DELETE,
                                DeviceStore.key(device.identity())
                                        .addOffsetDateTime(purgeAt.atOffset(ZoneOffset.UTC))))
                .map(Optional::orElseThrow);
    }

    /** The device is another tenant's now: nobody restores what is left of it here. */
    public Uni<Void> move(SqlConnection connection, Device device, TenantId to) {
        return connection
                .preparedQuery(MOVE)
                .execute(DeviceStore.key(device.identity()).addString(to.value()))
                .replaceWithVoid();
    }

    /** Finds a deleted device and keeps others from changing it until the transaction ends. */
    public Uni<Optional<Device>> lock(SqlConnection connection, DeviceIdentity identity) {
        return one(connection, LOCK, DeviceStore.key(identity));
    }

    /** Brings a deleted device back that the caller has locked. */
    public Uni<Device> restore(SqlConnection connection, Device device, DeviceState state) {
        var key = DeviceStore.key(device.identity()).addString(state.name());
        return one(connection, RESTORE, key).map(Optional::orElseThrow);
    }

    /** Some devices that nobody may restore any more, locked; the longest deleted first. */
    public Uni<List<Device>> lockDue(SqlConnection connection, int limit) {
        return all(connection, LOCK_DUE, Tuple.of(limit));
    }

    /**
     * Deletes a device for good, with what is of use to nobody without it. Its certificates stay:
     * revocation lists need them.
     */
    public Uni<Void> purge(SqlConnection connection, DeviceIdentity identity) {
        return all(connection, PURGE, identity);
    }

    private static Uni<Void> all(
            SqlConnection connection, List<String> statements, DeviceIdentity identity) {
        var done = Uni.createFrom().voidItem();
        for (var statement : statements) {
            done =
                    done.chain(() ->
                            connection
                                    .preparedQuery(statement)
                                    .execute(DeviceStore.key(identity))
                                    .replaceWithVoid());
        }
        return done;
    }

    private static Uni<Optional<Device>> one(SqlConnection connection, String sql, Tuple values) {
        return all(connection, sql, values).map(found -> found.stream().findFirst());
    }

    private static Uni<List<Device>> all(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(DeviceRows::device).toList());
    }
}
