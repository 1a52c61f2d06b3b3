// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One row per device that was ever heard of. Whoever changes it has it locked; heartbeats write
 * into it what no state decides, and the time of the last sign of life, which never moves back.
 */
@ApplicationScoped
class PresenceStore {

    private static final String LOCK =
            "SELECT * FROM presence WHERE tenant_id = $1 AND device_id = $2 FOR UPDATE";
    private static final String LOCK_UNCERTIFIED =
            """
            SELECT p.* FROM presence p WHERE p.tenant_id = $1 AND p.device_id = $2 AND p.connected AND NOT EXISTS (
                SELECT 1 FROM certificate c WHERE c.tenant_id = p.tenant_id AND c.device_id = p.device_id
                    AND c.status = 'ACTIVE' AND c.not_after > now())
            FOR UPDATE OF p
            """;

    /** Where groups' queries ask about presence, they are asked again soon. */
    private static final String SAVE =
            """
            WITH recheck AS (
                INSERT INTO group_recheck AS r (tenant_id, device_id)
                SELECT $1, $2 WHERE EXISTS (SELECT 1 FROM device_group WHERE tenant_id = $1 AND query IS NOT NULL AND on_presence)
                ON CONFLICT (tenant_id, device_id) DO UPDATE SET changes = r.changes + 1)
            INSERT INTO presence (tenant_id, device_id, connected, session, ended_sessions, changed_at, reason, firmware,
                last_seen_at, stale, patience_ms, changes, flapping, look_at, own_session, broker, broker_session,
                broker_began_at, broker_ended, broker_over_at, unverified)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
            ON CONFLICT (tenant_id, device_id) DO UPDATE SET connected = excluded.connected, session = excluded.session,
                ended_sessions = excluded.ended_sessions, changed_at = excluded.changed_at, reason = excluded.reason,
                firmware = excluded.firmware, last_seen_at = greatest(presence.last_seen_at, excluded.last_seen_at),
                stale = excluded.stale, patience_ms = excluded.patience_ms, changes = excluded.changes,
                flapping = excluded.flapping, look_at = excluded.look_at, own_session = excluded.own_session,
                broker = excluded.broker, broker_session = excluded.broker_session,
                broker_began_at = excluded.broker_began_at, broker_ended = excluded.broker_ended,
                broker_over_at = excluded.broker_over_at, unverified = excluded.unverified
            """;

    private static final String THROUGH_GATEWAY =
            """
            UPDATE presence p SET gateway = $3, gateway_session = (
                SELECT coalesce(g.own_session, g.session) FROM presence g
                WHERE g.tenant_id = $1 AND g.device_id = $3 AND g.connected)
            WHERE p.tenant_id = $1 AND p.device_id = $2
            """;
    private static final String BY_ITSELF =
            """
            UPDATE presence SET gateway = NULL, gateway_session = NULL
            WHERE tenant_id = $1 AND device_id = $2 AND gateway IS NOT NULL
            """;

    private static final String RELEASE_COMMANDS =
            "UPDATE command SET send_at = $3 WHERE tenant_id = $1 AND device_id = $2 AND send_at > $3";
    private static final String TENANTS =
            """
            SELECT t.tenant_id FROM tenant t WHERE EXISTS (
                SELECT 1 FROM presence p WHERE p.tenant_id = t.tenant_id AND p.look_at <= $1)
            LIMIT $2
            """;
    private static final String DUE =
            """
            SELECT * FROM presence WHERE tenant_id = $1 AND look_at <= $2
            ORDER BY look_at LIMIT $3 FOR UPDATE SKIP LOCKED
            """;

    /** A state that is locked, and whose it is. */
    record Found(DeviceIdentity identity, PresenceState state) {}

    /** Finds the state of a device and keeps others from changing it until the transaction ends. */
    Uni<Optional<PresenceState>> lock(SqlConnection connection, DeviceIdentity identity) {
        return one(connection, LOCK, identity);
    }

    /** The same, where the device is connected and has no good certificate. */
    Uni<Optional<PresenceState>> lockUncertified(
            SqlConnection connection, DeviceIdentity identity) {
        return one(connection, LOCK_UNCERTIFIED, identity);
    }

    private static Uni<Optional<PresenceState>> one(
            SqlConnection connection, String sql, DeviceIdentity identity) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(identity.tenant().value(), identity.device().value()))
                .map(rows -> rows.stream().findFirst().map(PresenceRows::state));
    }

    /**
     * Notes whether a device was heard by itself or through a gateway, and in which session of it.
     */
    Uni<Void> heard(SqlConnection connection, DeviceIdentity identity, Optional<DeviceId> gateway) {
        var key =
                Tuple.tuple()
                        .addString(identity.tenant().value())
                        .addString(identity.device().value());
        return gateway.map(through ->
                        connection
                                .preparedQuery(THROUGH_GATEWAY)
                                .execute(key.addString(through.value())))
                .orElseGet(() -> connection.preparedQuery(BY_ITSELF).execute(key))
                .replaceWithVoid();
    }

    /** Has commands leave that wait for a device which is there now. */
    Uni<Void> release(SqlConnection connection, DeviceIdentity identity, Instant now) {
        return connection
                .preparedQuery(RELEASE_COMMANDS)
                .execute(
                        Tuple.of(
                                identity.tenant().value(),
                                identity.device().value(),
                                PresenceRows.utc(now)))
                .replaceWithVoid();
    }

    /** Tenants with states that somebody has to look at. */
    Uni<List<TenantId>> dueTenants(SqlConnection connection, Instant now, int limit) {
        return connection
                .preparedQuery(TENANTS)
                .execute(Tuple.of(PresenceRows.utc(now), limit))
                .map(rows ->
                        rows.stream()
                                .map(row -> new TenantId(row.getString("tenant_id")))
                                .toList());
    }

    /** Locks states that somebody has to look at and nobody looks at already. */
    Uni<List<Found>> lockDue(SqlConnection connection, TenantId tenant, Instant now, int limit) {
        return connection
                .preparedQuery(DUE)
                .execute(Tuple.of(tenant.value(), PresenceRows.utc(now), limit))
                .map(rows -> rows.stream().map(row -> found(tenant, row)).toList());
    }

    Uni<Void> save(SqlConnection connection, DeviceIdentity identity, PresenceState state) {
        return connection
                .preparedQuery(SAVE)
                .execute(PresenceRows.row(identity, state))
                .replaceWithVoid();
    }

    /** Saves all in one round trip; there must be at least one. */
    Uni<Void> saveAll(SqlConnection connection, List<Found> states) {
        var rows =
                states.stream()
                        .map(found -> PresenceRows.row(found.identity(), found.state()))
                        .toList();
        return connection.preparedQuery(SAVE).executeBatch(rows).replaceWithVoid();
    }

    private static Found found(TenantId tenant, Row row) {
        return new Found(
                new DeviceIdentity(tenant, new DeviceId(row.getString("device_id"))),
                PresenceRows.state(row));
    }
}
