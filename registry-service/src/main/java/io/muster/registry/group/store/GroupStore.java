// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.GroupPath;
import io.muster.registry.membership.GroupQuery;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The groups of tenants, without those that are deleted. */
@ApplicationScoped
public class GroupStore {

    private static final String FIND =
            "SELECT * FROM device_group WHERE tenant_id = $1 AND id = $2 AND NOT deleted";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String KEEP = FIND + " FOR SHARE";
    private static final String KEEP_PATH =
            "SELECT * FROM device_group WHERE tenant_id = $1 AND path = $2 AND NOT deleted FOR SHARE";
    private static final String LIST =
            """
            SELECT * FROM device_group WHERE tenant_id = $1 AND path > $2 AND NOT deleted
                AND ($3::text IS NULL OR path = $3 OR (path >= $4 AND path < $5))
            ORDER BY path LIMIT $6
            """;
    private static final String COUNT =
            "SELECT count(*) AS groups, count(query) AS queries FROM device_group WHERE tenant_id = $1";
    private static final String INSERT =
            """
            INSERT INTO device_group (tenant_id, id, path, display_name, query, on_presence, on_time, settling, pass_at, pass_again)
            VALUES ($1, $2, $3, $4, $5::text, $6, $7, $5::text IS NOT NULL, CASE WHEN $5::text IS NOT NULL THEN now() END,
                $5::text IS NOT NULL)
            ON CONFLICT DO NOTHING
            RETURNING *
            """;
    private static final String REPLACE =
            """
            UPDATE device_group SET display_name = $3, query = $4, on_presence = $5, on_time = $6,
                settling = settling OR query IS DISTINCT FROM $4,
                pass_at = CASE WHEN query IS DISTINCT FROM $4 THEN now() ELSE pass_at END,
                pass_place = CASE WHEN query IS DISTINCT FROM $4 THEN '' ELSE pass_place END,
                pass_again = pass_again OR query IS DISTINCT FROM $4,
                version = version + 1, updated_at = now()
            WHERE tenant_id = $1 AND id = $2
            RETURNING *
            """;
    private static final String DELETE =
            """
            UPDATE device_group SET deleted = true, pass_at = now(), pass_place = '', pass_again = query IS NOT NULL,
                version = version + 1, updated_at = now()
            WHERE tenant_id = $1 AND id = $2 AND NOT EXISTS (
                SELECT 1 FROM device_group b WHERE b.tenant_id = $1 AND b.path >= $3 AND b.path < $4 AND NOT b.deleted)
            """;

    /** What is chosen for a group. */
    public record Draft(Optional<String> displayName, Optional<GroupQuery> query) {}

    /** How many groups a tenant has, and how many of them have a query; deleted ones too. */
    public record Count(long groups, long queries) {}

    /** Finds a group. */
    public Uni<Optional<Group>> find(SqlConnection connection, TenantId tenant, UUID id) {
        return one(connection, FIND, Tuple.of(tenant.value(), id));
    }

    /** Finds a group and keeps others from changing it until the transaction ends. */
    public Uni<Optional<Group>> lock(SqlConnection connection, TenantId tenant, UUID id) {
        return one(connection, LOCK, Tuple.of(tenant.value(), id));
    }

    /** The same, side by side with others who only need it to stay as it is. */
    public Uni<Optional<Group>> keep(SqlConnection connection, TenantId tenant, UUID id) {
        return one(connection, KEEP, Tuple.of(tenant.value(), id));
    }

    /** The same by the path. */
    public Uni<Optional<Group>> keep(SqlConnection connection, TenantId tenant, GroupPath path) {
        return one(connection, KEEP_PATH, Tuple.of(tenant.value(), path.value()));
    }

    /**
     * Lists groups in the order of their paths.
     *
     * @param after the path behind which the list begins; empty for the beginning
     * @param under only this group and those below; null for all
     */
    public Uni<List<Group>> list(
            SqlConnection connection,
            TenantId tenant,
            String after,
            @Nullable GroupPath under,
            int limit) {
        var values =
                Tuple.tuple()
                        .addString(tenant.value())
                        .addString(after)
                        .addString(under == null ? null : under.value())
                        .addString(under == null ? null : under.below())
                        .addString(under == null ? null : under.behind())
                        .addInteger(limit);
        return all(connection, LIST, values);
    }

    /** Counts a tenant's groups. */
    public Uni<Count> count(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.iterator().next())
                .map(row -> new Count(row.getLong("groups"), row.getLong("queries")));
    }

    /** Adds a group, whose members are yet to be found if it has a query; empty if it is there. */
    public Uni<Optional<Group>> insert(
            SqlConnection connection, TenantId tenant, GroupPath path, Draft draft) {
        var values =
                choice(
                        Tuple.tuple()
                                .addString(tenant.value())
                                .addUUID(UUID.randomUUID())
                                .addString(path.value()),
                        draft);
        return one(connection, INSERT, values);
    }

    /** Changes a group that the caller has locked; by another query its members are found anew. */
    public Uni<Group> replace(SqlConnection connection, TenantId tenant, UUID id, Draft draft) {
        var values = choice(Tuple.tuple().addString(tenant.value()).addUUID(id), draft);
        return one(connection, REPLACE, values).map(Optional::orElseThrow);
    }

    /**
     * Deletes a group that the caller has locked; who is in it leaves one by one. False when there
     * are groups below.
     */
    public Uni<Boolean> delete(SqlConnection connection, TenantId tenant, Group group) {
        var path = group.path();
        return connection
                .preparedQuery(DELETE)
                .execute(Tuple.of(tenant.value(), group.id(), path.below(), path.behind()))
                .map(deleted -> deleted.rowCount() == 1);
    }

    private static Tuple choice(Tuple key, Draft draft) {
        return key.addString(draft.displayName().orElse(null))
                .addString(draft.query().map(GroupQuery::text).orElse(null))
                .addBoolean(draft.query().map(GroupQuery::onPresence).orElse(false))
                .addBoolean(draft.query().map(GroupQuery::onTime).orElse(false));
    }

    private static Uni<Optional<Group>> one(SqlConnection connection, String sql, Tuple values) {
        return all(connection, sql, values).map(found -> found.stream().findFirst());
    }

    private static Uni<List<Group>> all(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(GroupStore::group).toList());
    }

    private static Group group(Row row) {
        return new Group(
                row.getUUID("id"),
                new GroupPath(row.getString("path")),
                Optional.ofNullable(row.getString("display_name")),
                Optional.ofNullable(row.getString("query")),
                row.getBoolean("settling"),
                row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
