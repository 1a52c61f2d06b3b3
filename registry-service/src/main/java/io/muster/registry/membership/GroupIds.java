// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.membership;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.GroupPath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Puts ids of groups in the place of their paths. The database plans by what it knows of a group's
 * size, which it does by the id only: by the path, a small group would cost what a middling one
 * does, which among a million devices is a quarter of a second.
 */
@ApplicationScoped
public class GroupIds {

    private static final String FIND =
            """
            SELECT DISTINCT g.id FROM unnest($2::text[], $3::text[], $4::text[]) AS r (path, below, behind)
            JOIN device_group g ON g.tenant_id = $1 AND NOT g.deleted
                AND (g.path = r.path OR (g.path >= r.below AND g.path < r.behind))
            """;

    /**
     * The value of a placeholder of which only the paths are known.
     *
     * @param paths of groups; those below are meant, too
     */
    public record Paths(List<GroupPath> paths) {

        public Paths {
            paths = List.copyOf(paths);
        }

        private String[] texts(Function<GroupPath, String> text) {
            return paths.stream().map(text).toArray(String[]::new);
        }
    }

    /** The values of a statement with ids for paths; without a query where there are no paths. */
    public Uni<List<Object>> in(SqlConnection connection, TenantId tenant, List<Object> values) {
        return in(connection, tenant, new ArrayList<>(values), 0);
    }

    private Uni<List<Object>> in(
            SqlConnection connection, TenantId tenant, List<Object> values, int from) {
        for (int i = from; i < values.size(); i++) {
            if (values.get(i) instanceof Paths paths) {
                int at = i;
                return find(connection, tenant, paths)
                        .invoke(ids -> values.set(at, ids))
                        .chain(() -> in(connection, tenant, values, at + 1));
            }
        }
        return Uni.createFrom().item(values);
    }

    private static Uni<UUID[]> find(SqlConnection connection, TenantId tenant, Paths paths) {
        var wanted =
                Tuple.tuple()
                        .addString(tenant.value())
                        .addArrayOfString(paths.texts(GroupPath::value))
                        .addArrayOfString(paths.texts(GroupPath::below))
                        .addArrayOfString(paths.texts(GroupPath::behind));
        return connection
                .preparedQuery(FIND)
                .execute(wanted)
                .map(rows -> rows.stream().map(GroupIds::id).toArray(UUID[]::new));
    }

    private static UUID id(Row row) {
        return row.getUUID("id");
    }
}
