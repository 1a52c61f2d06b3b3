// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.GroupPath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who of many devices is in which groups that are filled by hand, with few statements; the devices'
 * rows are locked by whoever changes it.
 */
@ApplicationScoped
public class MemberBatchStore {

    private static final String KNOWN =
            """
            SELECT id, path, query IS NULL AS by_hand FROM device_group
            WHERE tenant_id = $1 AND path = ANY($2::text[]) AND NOT deleted
            """;
    private static final String KEEP =
            """
            SELECT id FROM device_group WHERE tenant_id = $1 AND id = ANY($2::uuid[]) AND NOT deleted ORDER BY id FOR SHARE
            """;
    private static final String OF =
            """
            SELECT m.device_id, g.id, g.path, true AS by_hand FROM group_member m
                JOIN device_group g ON g.tenant_id = m.tenant_id AND g.id = m.group_id
            WHERE m.tenant_id = $1 AND m.device_id = ANY($2::text[]) AND g.query IS NULL AND NOT g.deleted
            ORDER BY m.device_id, g.path
            """;
    private static final String JOIN =
            """
            INSERT INTO group_member (tenant_id, device_id, group_id)
            SELECT $1, * FROM unnest($2::text[], $3::uuid[]) AS given (device_id, group_id)
            ON CONFLICT DO NOTHING
            """;
    private static final String LEAVE =
            """
            DELETE FROM group_member m USING unnest($2::text[], $3::uuid[]) AS given (device_id, group_id)
            WHERE m.tenant_id = $1 AND m.device_id = given.device_id AND m.group_id = given.group_id
            """;

    /** A group, and whether it is filled by hand. */
    public record Known(UUID id, GroupPath path, boolean byHand) {}

    /** That a device comes into a group, or leaves it. */
    public record Step(String device, Known group) {}

    /** The groups of these paths that there are, by path. */
    public Uni<Map<GroupPath, Known>> known(
            SqlConnection connection, TenantId tenant, Collection<GroupPath> paths) {
        if (paths.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var texts = paths.stream().map(GroupPath::value).toArray(String[]::new);
        return connection
                .preparedQuery(KNOWN)
                .execute(Tuple.of(tenant.value(), texts))
                .map(rows ->
                        rows.stream()
                                .map(MemberBatchStore::group)
                                .collect(Collectors.toMap(Known::path, Function.identity())));
    }

    /** The groups filled by hand that these devices are in themselves, by device. */
    public Uni<Map<String, List<Known>>> of(
            SqlConnection connection, TenantId tenant, Collection<String> devices) {
        if (devices.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return connection
                .preparedQuery(OF)
                .execute(Tuple.of(tenant.value(), devices.toArray(String[]::new)))
                .map(rows ->
                        rows.stream()
                                .collect(
                                        Collectors.groupingBy(
                                                row -> row.getString("device_id"),
                                                Collectors.mapping(
                                                        MemberBatchStore::group,
                                                        Collectors.toList()))));
    }

    private static Known group(Row row) {
        return new Known(
                row.getUUID("id"), new GroupPath(row.getString("path")), row.getBoolean("by_hand"));
    }

    /** Keeps groups as they are until the transaction ends; false when one is there no more. */
    public Uni<Boolean> keep(SqlConnection connection, TenantId tenant, List<Step> steps) {
        var ids = new TreeSet<>(steps.stream().map(step -> step.group().id()).toList());
        return connection
                .preparedQuery(KEEP)
                .execute(Tuple.of(tenant.value(), ids.toArray(UUID[]::new)))
                .map(rows -> rows.size() == ids.size());
    }

    /** Puts devices into groups. */
    public Uni<Void> join(SqlConnection connection, TenantId tenant, List<Step> steps) {
        return write(connection, JOIN, tenant, steps);
    }

    /** Takes devices out of groups. */
    public Uni<Void> leave(SqlConnection connection, TenantId tenant, List<Step> steps) {
        return write(connection, LEAVE, tenant, steps);
    }

    private static Uni<Void> write(
            SqlConnection connection, String sql, TenantId tenant, List<Step> steps) {
        if (steps.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var devices = steps.stream().map(Step::device).toArray(String[]::new);
        var groups = steps.stream().map(step -> step.group().id()).toArray(UUID[]::new);
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(tenant.value(), devices, groups))
                .replaceWithVoid();
    }
}
