// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.GroupPath;
import io.muster.registry.membership.LiveGroup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far the passes over the devices are that find who is in a group. */
@ApplicationScoped
public class PassStore {

    private static final String TENANTS =
            """
            SELECT t.tenant_id FROM tenant t WHERE
                EXISTS (SELECT 1 FROM device_group g WHERE g.tenant_id = t.tenant_id AND g.pass_at <= $1)
                OR EXISTS (SELECT 1 FROM group_recheck r WHERE r.tenant_id = t.tenant_id)
            LIMIT $2
            """;
    private static final String CLAIM =
            """
            WITH due AS (
                SELECT tenant_id, id FROM device_group WHERE tenant_id = $1 AND pass_at <= $2
                ORDER BY pass_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            UPDATE device_group g SET pass_at = $3 FROM due WHERE g.tenant_id = due.tenant_id AND g.id = due.id
            RETURNING g.*
            """;
    // Who is where it should be is not locked: whoever changes it asks the query, too.
    private static final String STRAYS =
            """
            WITH page AS (
                SELECT d.* FROM device d WHERE d.tenant_id = $1 AND d.id > $2 AND d.deleted_at IS NULL
                ORDER BY d.id LIMIT $3)
            SELECT max(d.id) AS last, count(*) AS seen, array_agg(d.id) FILTER (WHERE
                coalesce(:query, false) <> EXISTS (SELECT 1 FROM group_member m
                    WHERE m.tenant_id = $1 AND m.device_id = d.id AND m.group_id = $4)) AS strays
            FROM page d
            LEFT JOIN presence p ON p.tenant_id = d.tenant_id AND p.device_id = d.id
            LEFT JOIN LATERAL (
                SELECT max(not_after) AS expires_at FROM certificate
                WHERE tenant_id = d.tenant_id AND device_id = d.id AND status = 'ACTIVE' AND not_after > now()) c ON true
            """;
    private static final String QUERY = ":query";
    private static final int STRAYS_VALUES = 4;
    private static final String ADVANCE =
            """
            UPDATE device_group SET pass_place = $5, pass_at = $6, pass_again = $7, settling = settling AND $8
            WHERE tenant_id = $1 AND id = $2 AND version = $3 AND pass_place = $4
            """;
    private static final String FORGET =
            "DELETE FROM device_group WHERE tenant_id = $1 AND id = $2 AND deleted";

    /** While a replica holds a pass, no other goes on with it; if it dies, one does. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    /**
     * A pass over a tenant's devices.
     *
     * @param group whose members are looked for; its query is what nobody fits when it is deleted
     * @param onTime whether time alone makes another pass necessary
     * @param again whether another pass follows this one
     * @param place the id of the last device that was looked at
     */
    public record Pass(
            TenantId tenant,
            LiveGroup group,
            boolean deleted,
            boolean onTime,
            boolean again,
            String place,
            long version) {}

    /** Where a pass goes on, and when; never when there is no time. */
    public record Next(String place, @Nullable Instant at, boolean again, boolean settling) {}

    /**
     * What a look at some devices found.
     *
     * @param last the last device of them; empty when there was none
     * @param strays those that are in the group and should not be, or the other way round
     */
    public record Look(String last, long seen, List<String> strays) {}

    /** Tenants with something to do. */
    public Uni<List<TenantId>> dueTenants(SqlConnection connection, Instant now, int limit) {
        return connection
                .preparedQuery(TENANTS)
                .execute(Tuple.of(utc(now), limit))
                .map(rows ->
                        rows.stream()
                                .map(row -> new TenantId(row.getString("tenant_id")))
                                .toList());
    }

    /** Takes a pass of the tenant that is due and that nobody else works at. */
    public Uni<Optional<Pass>> claim(SqlConnection connection, TenantId tenant, Instant now) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(tenant.value(), utc(now), utc(now.plus(LEASE))))
                .map(rows -> rows.stream().findFirst().map(row -> pass(tenant, row)));
    }

    private static Pass pass(TenantId tenant, Row row) {
        var query = Objects.requireNonNullElse(row.getString("query"), "");
        return new Pass(
                tenant,
                new LiveGroup(row.getUUID("id"), new GroupPath(row.getString("path")), query),
                row.getBoolean("deleted"),
                row.getBoolean("on_time"),
                row.getBoolean("pass_again"),
                row.getString("pass_place"),
                row.getLong("version"));
    }

    /** Looks at the next devices, without a lock. */
    public Uni<Look> look(SqlConnection connection, Pass pass, Instant now, int limit) {
        var asked = pass.group().condition(now, STRAYS_VALUES + 1);
        var values = Tuple.of(pass.tenant().value(), pass.place(), limit, pass.group().id());
        asked.values().forEach(values::addValue);
        return connection
                .preparedQuery(STRAYS.replace(QUERY, asked.sql()))
                .execute(values)
                .map(rows -> rows.iterator().next())
                .map(row ->
                        new Look(
                                Objects.requireNonNullElse(row.getString("last"), ""),
                                row.getLong("seen"),
                                strays(row.getArrayOfStrings("strays"))));
    }

    private static List<String> strays(String @Nullable [] strays) {
        return strays == null ? List.of() : List.of(strays);
    }

    /** Notes how far a pass is; false when the group has changed, or somebody else went on. */
    public Uni<Boolean> advance(SqlConnection connection, Pass pass, Next next) {
        var at = next.at();
        var values =
                Tuple.tuple()
                        .addString(pass.tenant().value())
                        .addUUID(pass.group().id())
                        .addLong(pass.version())
                        .addString(pass.place())
                        .addString(next.place())
                        .addOffsetDateTime(at == null ? null : utc(at))
                        .addBoolean(next.again())
                        .addBoolean(next.settling());
        return connection
                .preparedQuery(ADVANCE)
                .execute(values)
                .map(updated -> updated.rowCount() == 1);
    }

    /** Ends a deleted group in which nobody is left. */
    public Uni<Void> forget(SqlConnection connection, Pass pass) {
        return connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(pass.tenant().value(), pass.group().id()))
                .replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
