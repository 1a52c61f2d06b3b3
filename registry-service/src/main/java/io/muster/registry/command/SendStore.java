// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Which commands are to be sent now. */
@ApplicationScoped
class SendStore {

    /**
     * A device that is away is looked at again late: its commands are released when it comes. Until
     * that look nobody else sends the command, even if this replica dies.
     */
    private static final String CLAIM =
            """
            WITH due AS (
                SELECT tenant_id, command_id FROM command
                WHERE tenant_id = $1 AND send_at <= $2 AND deadline > $2
                ORDER BY send_at LIMIT $5 FOR UPDATE SKIP LOCKED)
            UPDATE command c SET send_at = CASE WHEN p.connected THEN $3::timestamptz ELSE $4::timestamptz END
            FROM due LEFT JOIN command b USING (tenant_id, command_id)
                LEFT JOIN presence p ON p.tenant_id = b.tenant_id AND p.device_id = b.device_id
            WHERE c.tenant_id = due.tenant_id AND c.command_id = due.command_id
            RETURNING c.*, coalesce(p.connected, false) AS there
            """;

    private static final String SENT =
            "UPDATE command SET state = 'SENT', changed_at = $3 WHERE tenant_id = $1 AND command_id = $2 AND state = 'QUEUED'";
    private static final String TO_SEND =
            """
            SELECT t.tenant_id FROM tenant t WHERE EXISTS (
                SELECT 1 FROM command c WHERE c.tenant_id = t.tenant_id AND c.send_at <= $1 AND c.deadline > $1)
            LIMIT $2
            """;
    private static final String TO_END =
            """
            SELECT t.tenant_id FROM tenant t WHERE EXISTS (
                SELECT 1 FROM command c WHERE c.tenant_id = t.tenant_id
                    AND c.state IN ('QUEUED', 'SENT', 'ACKED') AND c.deadline <= $1)
            LIMIT $2
            """;
    private static final Duration AWAY = Duration.ofMinutes(5);

    private final CommandConfig config;

    SendStore(CommandConfig config) {
        this.config = config;
    }

    /** What was claimed to be sent, the oldest first. */
    record Claimed(List<Command> there, int all) {}

    /** Tenants with commands to send. */
    Uni<List<TenantId>> tenantsToSend(SqlConnection connection, Instant now, int limit) {
        return tenants(connection, TO_SEND, now, limit);
    }

    /** Tenants with commands to give up. */
    Uni<List<TenantId>> tenantsToEnd(SqlConnection connection, Instant now, int limit) {
        return tenants(connection, TO_END, now, limit);
    }

    private static Uni<List<TenantId>> tenants(
            SqlConnection connection, String sql, Instant now, int limit) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(CommandStore.utc(now), limit))
                .map(rows ->
                        rows.stream()
                                .map(row -> new TenantId(row.getString("tenant_id")))
                                .toList());
    }

    Uni<Claimed> claim(SqlConnection connection, TenantId tenant, Instant now, int limit) {
        var values =
                Tuple.of(
                        tenant.value(),
                        CommandStore.utc(now),
                        CommandStore.utc(now.plus(config.resendAfter())),
                        CommandStore.utc(now.plus(AWAY)),
                        limit);
        return connection
                .preparedQuery(CLAIM)
                .execute(values)
                .map(rows ->
                        new Claimed(
                                rows.stream()
                                        .filter(SendStore::there)
                                        .map(CommandStore::command)
                                        .sorted(Comparator.comparing(Command::createdAt))
                                        .toList(),
                                rows.size()));
    }

    private static boolean there(Row row) {
        return row.getBoolean("there");
    }

    /** Notes that the broker has a command. */
    Uni<Void> sent(SqlConnection connection, Command command, Instant now) {
        return connection
                .preparedQuery(SENT)
                .execute(
                        Tuple.of(
                                command.identity().tenant().value(),
                                command.id(),
                                CommandStore.utc(now)))
                .replaceWithVoid();
    }
}
