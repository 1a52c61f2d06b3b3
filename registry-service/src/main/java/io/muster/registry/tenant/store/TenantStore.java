// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The tenants' own rows. The tenant {@code default} always has one. */
@ApplicationScoped
public class TenantStore {

    private static final String INSERT =
            """
            INSERT INTO tenant (tenant_id, options) VALUES ($1, $2::text::jsonb)
            ON CONFLICT DO NOTHING
            RETURNING *, options::text AS chosen
            """;
    private static final String SELECT = "SELECT *, options::text AS chosen FROM tenant ";
    private static final String FIND = SELECT + "WHERE tenant_id = $1";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String LOCK_BOTH =
            "SELECT FROM tenant WHERE tenant_id IN ($1, $2) ORDER BY tenant_id FOR UPDATE";
    private static final String LIST = SELECT + "WHERE tenant_id > $1 ORDER BY tenant_id LIMIT $2";
    private static final String REPLACE =
            """
            UPDATE tenant SET options = $2::text::jsonb, version = version + 1, updated_at = now()
            WHERE tenant_id = $1
            RETURNING *, options::text AS chosen
            """;

    private final ObjectMapper json;

    TenantStore(ObjectMapper json) {
        this.json = json;
    }

    /** Adds a tenant; empty when there is one of this id. */
    public Uni<Optional<Tenant>> insert(
            SqlConnection connection, TenantId id, TenantOptions options) {
        return one(connection, INSERT, Tuple.of(id.value(), text(options)));
    }

    /** Finds a tenant. */
    public Uni<Optional<Tenant>> find(SqlConnection connection, TenantId id) {
        return one(connection, FIND, Tuple.of(id.value()));
    }

    /** Finds a tenant and keeps others from changing it until the transaction ends. */
    public Uni<Optional<Tenant>> lock(SqlConnection connection, TenantId id) {
        return one(connection, LOCK, Tuple.of(id.value()));
    }

    /**
     * Keeps others from changing two tenants until the transaction ends. Always in the same order:
     * transactions that go opposite ways would wait for each other.
     */
    public Uni<Void> lockBoth(SqlConnection connection, TenantId one, TenantId other) {
        return connection
                .preparedQuery(LOCK_BOTH)
                .execute(Tuple.of(one.value(), other.value()))
                .replaceWithVoid();
    }

    /**
     * Lists tenants in the order of their ids, those after one id; the empty text for the first.
     */
    public Uni<List<Tenant>> list(SqlConnection connection, String after, int limit) {
        return all(connection, LIST, Tuple.of(after, limit));
    }

    /** Chooses other options for a tenant whose row the caller has locked. */
    public Uni<Tenant> replace(SqlConnection connection, TenantId id, TenantOptions options) {
        return one(connection, REPLACE, Tuple.of(id.value(), text(options)))
                .map(Optional::orElseThrow);
    }

    private Uni<Optional<Tenant>> one(SqlConnection connection, String sql, Tuple values) {
        return all(connection, sql, values).map(found -> found.stream().findFirst());
    }

    private Uni<List<Tenant>> all(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(this::tenant).toList());
    }

    private Tenant tenant(Row row) {
        return new Tenant(
                new TenantId(row.getString("tenant_id")),
                options(row.getString("chosen")),
                row.getLong("devices"),
                row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private TenantOptions options(String chosen) {
        try {
            return json.readValue(chosen, TenantOptions.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tenant's options are not ours", e);
        }
    }

    private String text(TenantOptions options) {
        try {
            return json.writeValueAsString(options);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("options are always JSON", e);
        }
    }
}
