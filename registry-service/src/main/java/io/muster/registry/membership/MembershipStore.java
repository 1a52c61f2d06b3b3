// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.membership;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.GroupPath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The rows that say which device is in which group. */
@Singleton
class MembershipStore {

    /** The tenant's queries, and the groups that the devices are in. */
    private static final String STANDING =
            """
            SELECT NULL AS device_id, g.id, g.path, g.query FROM device_group g
            WHERE g.tenant_id = $1 AND g.query IS NOT NULL AND NOT g.deleted
            UNION ALL
            SELECT m.device_id, g.id, g.path, NULL FROM group_member m
                JOIN device_group g ON g.tenant_id = m.tenant_id AND g.id = m.group_id
            WHERE m.tenant_id = $1 AND m.device_id = ANY($2) AND NOT g.deleted
            """;

    /** A device that is deleted stays where it was. */
    private static final String SETTLE =
            """
            WITH asked AS (
                SELECT d.id, v.group_id, coalesce(v.holds, false) AS holds FROM device d
                LEFT JOIN presence p ON p.tenant_id = d.tenant_id AND p.device_id = d.id
                LEFT JOIN LATERAL (
                    SELECT max(not_after) AS expires_at FROM certificate
                    WHERE tenant_id = d.tenant_id AND device_id = d.id AND status = 'ACTIVE' AND not_after > now()) c ON true
                CROSS JOIN LATERAL (VALUES :queries) v (group_id, holds)
                WHERE d.tenant_id = $1 AND d.id = ANY($2) AND d.deleted_at IS NULL),
            come AS (
                INSERT INTO group_member (tenant_id, device_id, group_id)
                SELECT $1, id, group_id FROM asked WHERE holds
                ON CONFLICT DO NOTHING
                RETURNING device_id, group_id),
            gone AS (
                DELETE FROM group_member m USING asked a
                WHERE m.tenant_id = $1 AND m.device_id = a.id AND m.group_id = a.group_id AND NOT a.holds
                RETURNING m.device_id, m.group_id)
            SELECT device_id, group_id, true AS member FROM come
            UNION ALL SELECT device_id, group_id, false FROM gone
            """;

    private static final String QUERIES = ":queries";
    private static final int SETTLE_VALUES = 2;

    private static final String JOIN =
            """
            INSERT INTO group_member (tenant_id, device_id, group_id)
            SELECT tenant_id, $2, id FROM device_group
            WHERE tenant_id = $1 AND path = ANY($3) AND query IS NULL AND NOT deleted
            ON CONFLICT DO NOTHING
            """;

    /** That a device is in a group. */
    record Member(String device, UUID group, GroupPath path) {}

    /** What there is before devices are settled. */
    record Standing(List<LiveGroup> queries, List<Member> members) {}

    /** That a device came into a group, or left it. */
    record Step(String device, UUID group, boolean member) {}

    Uni<Standing> standing(SqlConnection connection, TenantId tenant, List<String> devices) {
        return connection
                .preparedQuery(STANDING)
                .execute(key(tenant, devices))
                .map(rows -> {
                    var queries = new ArrayList<LiveGroup>();
                    var members = new ArrayList<Member>();
                    rows.forEach(row -> read(row, queries, members));
                    return new Standing(queries, members);
                });
    }

    private static void read(Row row, List<LiveGroup> queries, List<Member> members) {
        var id = row.getUUID("id");
        var path = new GroupPath(row.getString("path"));
        var query = row.getString("query");
        if (query == null) {
            members.add(new Member(row.getString("device_id"), id, path));
        } else {
            queries.add(new LiveGroup(id, path, query));
        }
    }

    /**
     * Makes membership what the queries say, in one statement for all of them; the caller has the
     * devices locked.
     */
    Uni<List<Step>> settle(
            SqlConnection connection,
            TenantId tenant,
            List<String> devices,
            List<LiveGroup> queries,
            Instant now) {
        var predicates = Predicates.of(queries, now, SETTLE_VALUES + 1);
        var values = key(tenant, devices);
        predicates.values().forEach(values::addValue);
        return connection
                .preparedQuery(SETTLE.replace(QUERIES, predicates.sql()))
                .execute(values)
                .map(rows -> rows.stream().map(MembershipStore::step).toList());
    }

    private static Step step(Row row) {
        return new Step(
                row.getString("device_id"), row.getUUID("group_id"), row.getBoolean("member"));
    }

    /** Puts a device into those groups of these that are filled by hand. */
    Uni<Void> join(
            SqlConnection connection, TenantId tenant, String device, List<GroupPath> groups) {
        var paths = groups.stream().map(GroupPath::value).toArray(String[]::new);
        return connection
                .preparedQuery(JOIN)
                .execute(Tuple.of(tenant.value(), device).addArrayOfString(paths))
                .replaceWithVoid();
    }

    private static Tuple key(TenantId tenant, List<String> devices) {
        return Tuple.tuple()
                .addString(tenant.value())
                .addArrayOfString(devices.toArray(String[]::new));
    }
}
