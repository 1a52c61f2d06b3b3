// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

import io.muster.platform.topic.TenantId;
import io.muster.shadow.document.ShadowName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The schemas of tenants. */
@ApplicationScoped
class SchemaStore {

    /** More than anybody has shadows of different names. */
    static final int MOST = 100;

    private static final String FIND =
            "SELECT * FROM shadow_schema WHERE tenant_id = $1 AND shadow = $2";
    private static final String LIST =
            "SELECT * FROM shadow_schema WHERE tenant_id = $1 ORDER BY shadow LIMIT " + MOST;
    private static final String OF_SHADOWS =
            """
            SELECT s.* FROM unnest($1::text[], $2::text[]) AS k(tenant_id, shadow)
            JOIN shadow_schema s ON s.tenant_id = k.tenant_id AND s.shadow = k.shadow
            WHERE s.mode <> 'off'
            """;
    // Whoever changes a schema waits here for all others, so that what is counted stays true.
    private static final String COUNT_CHANGE =
            "UPDATE shadow_schema_head SET changes = changes + 1";
    private static final String CHANGES = "SELECT changes FROM shadow_schema_head";
    private static final String TENANTS =
            "SELECT DISTINCT tenant_id FROM shadow_schema WHERE mode <> 'off'";
    private static final String INSERT =
            """
            INSERT INTO shadow_schema (tenant_id, shadow, mode, content)
            SELECT $1, $2, $3, $4 WHERE (SELECT count(*) FROM shadow_schema WHERE tenant_id = $1) < %d
            RETURNING *
            """
                    .formatted(MOST);
    private static final String REPLACE =
            """
            UPDATE shadow_schema SET mode = $3, content = $4, version = version + 1,
                revision = gen_random_uuid(), updated_at = now()
            WHERE tenant_id = $1 AND shadow = $2
            RETURNING *
            """;
    private static final String DELETE =
            "DELETE FROM shadow_schema WHERE tenant_id = $1 AND shadow = $2 RETURNING *";

    Uni<Optional<StoredSchema>> find(SqlConnection connection, TenantId tenant, ShadowName shadow) {
        return one(connection, FIND, Tuple.of(tenant.value(), shadow.value()));
    }

    /** All of a tenant, by the names of their shadows. */
    Uni<List<StoredSchema>> list(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.stream().map(SchemaStore::schema).toList());
    }

    /** Those by which is checked, of shadows of these names. */
    Uni<Map<SchemaKey, StoredSchema>> of(SqlConnection connection, Collection<SchemaKey> keys) {
        var tenants = keys.stream().map(key -> key.tenant().value()).toArray(String[]::new);
        var shadows = keys.stream().map(key -> key.shadow().value()).toArray(String[]::new);
        return connection
                .preparedQuery(OF_SHADOWS)
                .execute(Tuple.of(tenants, shadows))
                .map(rows -> {
                    var schemas = new HashMap<SchemaKey, StoredSchema>();
                    rows.forEach(row -> schemas.put(key(row), schema(row)));
                    return schemas;
                });
    }

    /** Says that there is a change; until the transaction ends nobody else makes one. */
    Uni<Void> countChange(SqlConnection connection) {
        return connection.query(COUNT_CHANGE).execute().replaceWithVoid();
    }

    /** How often anything was changed. */
    Uni<Long> changes(SqlConnection connection) {
        return connection
                .query(CHANGES)
                .execute()
                .map(rows -> rows.iterator().next().getLong("changes"));
    }

    /** Who has schemas by which is checked. */
    Uni<Set<TenantId>> tenants(SqlConnection connection) {
        return connection
                .query(TENANTS)
                .execute()
                .map(rows ->
                        rows.stream()
                                .map(row -> new TenantId(row.getString("tenant_id")))
                                .collect(Collectors.toSet()));
    }

    /** Adds one; empty when the tenant has {@value #MOST}. */
    Uni<Optional<StoredSchema>> insert(
            SqlConnection connection, TenantId tenant, ShadowName shadow, SchemaDraft draft) {
        return one(connection, INSERT, row(tenant, shadow, draft));
    }

    Uni<StoredSchema> replace(
            SqlConnection connection, TenantId tenant, ShadowName shadow, SchemaDraft draft) {
        return one(connection, REPLACE, row(tenant, shadow, draft)).map(Optional::orElseThrow);
    }

    Uni<Optional<StoredSchema>> delete(
            SqlConnection connection, TenantId tenant, ShadowName shadow) {
        return one(connection, DELETE, Tuple.of(tenant.value(), shadow.value()));
    }

    private static Tuple row(TenantId tenant, ShadowName shadow, SchemaDraft draft) {
        return Tuple.of(tenant.value(), shadow.value(), draft.mode().word(), draft.content());
    }

    private static Uni<Optional<StoredSchema>> one(
            SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(SchemaStore::schema).findFirst());
    }

    private static SchemaKey key(Row row) {
        return new SchemaKey(
                new TenantId(row.getString("tenant_id")), new ShadowName(row.getString("shadow")));
    }

    private static StoredSchema schema(Row row) {
        return new StoredSchema(
                new ShadowName(row.getString("shadow")),
                row.getLong("version"),
                row.getUUID("revision"),
                SchemaMode.parse(row.getString("mode")).orElseThrow(),
                row.getString("content"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
