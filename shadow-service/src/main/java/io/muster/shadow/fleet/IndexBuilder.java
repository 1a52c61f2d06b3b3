// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.fleet;

import io.muster.platform.api.OffLoop;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.index.ShadowIndex;
import io.muster.shadow.json.JsonText;
import io.muster.shadow.store.FieldChange;
import io.muster.shadow.store.IndexedFields;
import io.muster.shadow.store.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills an index with what was there before it was declared, a bounded number of shadows at a time,
 * in the order of their keys. Their rows are locked meanwhile: whoever writes one either wrote to
 * the index as well, was waited for, or finds when it writes that there is one more index.
 */
@ApplicationScoped
class IndexBuilder {

    private static final int AT_A_TIME = 200;

    private static final String CLAIM =
            """
            SELECT * FROM shadow_index WHERE tenant_id = $1 AND id = $2 AND state = 'BUILDING'
            FOR UPDATE SKIP LOCKED
            """;
    private static final String REACHED =
            """
            UPDATE shadow_index SET reached_device = $3, reached_name = $4, updated_at = now()
            WHERE tenant_id = $1 AND id = $2
            """;
    private static final String READY =
            "UPDATE shadow_index SET state = 'READY', updated_at = now() WHERE tenant_id = $1 AND id = $2";

    private final Database database;
    private final IndexedFields fields;
    private final OffLoop threads;

    IndexBuilder(Database database, IndexedFields fields, OffLoop threads) {
        this.database = database;
        this.fields = fields;
        this.threads = threads;
    }

    /** Does one part; whether there is more to do. Nothing when somebody else is at it. */
    Uni<Boolean> step(TenantId tenant, long id) {
        return database.transaction(connection ->
                connection
                        .preparedQuery(CLAIM)
                        .execute(Tuple.of(tenant.value(), id))
                        .map(rows -> rows.stream().findFirst())
                        .chain(claimed ->
                                claimed.isPresent()
                                        ? part(connection, tenant, claimed.get())
                                        : Uni.createFrom().item(false)));
    }

    private Uni<Boolean> part(SqlConnection connection, TenantId tenant, Row claimed) {
        var index = IndexTable.index(claimed);
        var from =
                Tuple.of(
                        tenant.value(),
                        claimed.getString("reached_device"),
                        claimed.getString("reached_name"),
                        AT_A_TIME);
        return connection
                .preparedQuery(shadows(index.path().section()))
                .execute(from)
                .chain(rows -> threads.run(() -> values(index, rows)))
                .call(part -> fields.write(connection, part.values()))
                .call(part -> note(connection, tenant, index, part))
                .map(Part::more);
    }

    private static String shadows(SectionName section) {
        return """
        SELECT tenant_id, device_id, name, CASE WHEN deleted THEN NULL ELSE %s END AS content FROM shadow
        WHERE tenant_id = $1 AND (device_id, name) > ($2, $3)
        ORDER BY device_id, name LIMIT $4 FOR UPDATE
        """
                .formatted(section.member());
    }

    private record Part(List<FieldChange> values, @Nullable Row last, boolean more) {}

    private static Part values(ShadowIndex index, RowSet<Row> rows) {
        var values = new ArrayList<FieldChange>();
        Row last = null;
        for (var row : rows) {
            last = row;
            var content = row.getBuffer("content");
            if (content != null) {
                var state = JsonText.stored(content.getBytes());
                var value = index.path().valueIn(state);
                if (value.isPresent()) {
                    values.add(new FieldChange(Rows.key(row), index.id(), value));
                }
            }
        }
        return new Part(values, last, rows.size() == AT_A_TIME);
    }

    private static Uni<Void> note(
            SqlConnection connection, TenantId tenant, ShadowIndex index, Part part) {
        if (!part.more() || part.last() == null) {
            return connection
                    .preparedQuery(READY)
                    .execute(Tuple.of(tenant.value(), index.id()))
                    .replaceWithVoid();
        }
        var reached =
                Tuple.of(
                        tenant.value(),
                        index.id(),
                        part.last().getString("device_id"),
                        part.last().getString("name"));
        return connection.preparedQuery(REACHED).execute(reached).replaceWithVoid();
    }
}
