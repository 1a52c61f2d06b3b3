// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.command.Command.Promise;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The commands' own rows. Whoever changes one has it locked. */
@ApplicationScoped
class CommandStore {

    private static final String INSERT =
            """
            INSERT INTO command (tenant_id, command_id, device_id, kind, params, state, created_at, deadline, changed_at, send_at)
            VALUES ($1, $2, $3, $4, $5, 'QUEUED', $6, $7, $6, $6)
            """;
    private static final String OPEN =
            """
            SELECT count(*) AS open FROM command
            WHERE tenant_id = $1 AND device_id = $2 AND state IN ('QUEUED', 'SENT', 'ACKED')
            """;
    private static final String FIND =
            "SELECT * FROM command WHERE tenant_id = $1 AND device_id = $2 AND command_id = $3";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String LIST =
            """
            SELECT * FROM command WHERE tenant_id = $1 AND device_id = $2 AND (created_at, command_id) < ($3, $4)
            ORDER BY created_at DESC, command_id DESC LIMIT $5
            """;
    private static final String SAVE =
            """
            UPDATE command SET state = $3, changed_at = $4, result = $5, reason = $6, chunks = $7, sha256 = $8, asked = $9,
                send_at = $10
            WHERE tenant_id = $1 AND command_id = $2
            """;
    private static final String LOCK_OVERDUE =
            """
            SELECT * FROM command WHERE tenant_id = $1 AND state IN ('QUEUED', 'SENT', 'ACKED') AND deadline <= $2
            ORDER BY deadline LIMIT $3 FOR UPDATE SKIP LOCKED
            """;
    private static final String FORGET =
            """
            DELETE FROM command WHERE (tenant_id, command_id) IN (
                SELECT tenant_id, command_id FROM command WHERE changed_at < $1 AND deadline < $1 LIMIT $2)
            """;

    Uni<Void> insert(SqlConnection connection, Command command) {
        var identity = command.identity();
        var row =
                Tuple.tuple()
                        .addString(identity.tenant().value())
                        .addUUID(command.id())
                        .addString(identity.device().value())
                        .addString(command.kind().name())
                        .addString(command.params())
                        .addOffsetDateTime(utc(command.createdAt()))
                        .addOffsetDateTime(utc(command.deadline()));
        return connection.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    /** How many commands of a device are under way. */
    Uni<Long> open(SqlConnection connection, DeviceIdentity identity) {
        return connection
                .preparedQuery(OPEN)
                .execute(Tuple.of(identity.tenant().value(), identity.device().value()))
                .map(rows -> rows.iterator().next().getLong("open"));
    }

    Uni<Optional<Command>> find(SqlConnection connection, DeviceIdentity identity, UUID id) {
        return one(connection, FIND, identity, id);
    }

    Uni<Optional<Command>> lock(SqlConnection connection, DeviceIdentity identity, UUID id) {
        return one(connection, LOCK, identity, id);
    }

    private static Uni<Optional<Command>> one(
            SqlConnection connection, String sql, DeviceIdentity identity, UUID id) {
        return all(connection, sql, Tuple.of(tenant(identity), device(identity), id))
                .map(found -> found.stream().findFirst());
    }

    /** The commands of a device before a time and id, the newest first. */
    Uni<List<Command>> list(
            SqlConnection connection, DeviceIdentity identity, Instant before, UUID id, int limit) {
        return all(
                connection,
                LIST,
                Tuple.of(tenant(identity), device(identity), utc(before), id, limit));
    }

    /** Locks commands that were not done in time. */
    Uni<List<Command>> lockOverdue(
            SqlConnection connection, TenantId tenant, Instant now, int limit) {
        return all(connection, LOCK_OVERDUE, Tuple.of(tenant.value(), utc(now), limit));
    }

    /** Saves what became of a command that is locked; it is sent again then, if at all. */
    Uni<Void> save(SqlConnection connection, Command command, Optional<Instant> sendAt) {
        var row =
                Tuple.tuple()
                        .addString(tenant(command.identity()))
                        .addUUID(command.id())
                        .addString(command.state().name())
                        .addOffsetDateTime(utc(command.changedAt()))
                        .addString(command.result())
                        .addString(command.reason())
                        .addInteger(command.promise().map(Promise::chunks).orElse(null))
                        .addString(command.promise().map(Promise::sha256).orElse(null))
                        .addInteger(command.asked())
                        .addOffsetDateTime(sendAt.map(CommandStore::utc).orElse(null));
        return connection.preparedQuery(SAVE).execute(row).replaceWithVoid();
    }

    /** Forgets some of the commands that are older than that; answers how many. */
    Uni<Integer> forget(SqlConnection connection, Instant before, int limit) {
        return connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(utc(before), limit))
                .map(rows -> rows.rowCount());
    }

    private static Uni<List<Command>> all(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(CommandStore::command).toList());
    }

    static Command command(Row row) {
        var sha256 = row.getString("sha256");
        return new Command(
                new DeviceIdentity(
                        new TenantId(row.getString("tenant_id")),
                        new DeviceId(row.getString("device_id"))),
                row.getUUID("command_id"),
                CommandKind.valueOf(row.getString("kind")),
                row.getString("params"),
                CommandState.valueOf(row.getString("state")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("deadline").toInstant(),
                row.getOffsetDateTime("changed_at").toInstant(),
                row.getString("result"),
                row.getString("reason"),
                sha256 == null
                        ? Optional.empty()
                        : Optional.of(new Promise(row.getInteger("chunks"), sha256)),
                row.getInteger("asked"));
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String tenant(DeviceIdentity identity) {
        return identity.tenant().value();
    }

    private static String device(DeviceIdentity identity) {
        return identity.device().value();
    }
}
