// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.api.EntityTags;
import io.muster.platform.api.Precondition;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.document.ShadowName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Puts and deletes schemas, each in one transaction with its audit entry. */
@ApplicationScoped
class ShadowSchemas {

    private final Database database;
    private final SchemaStore store;
    private final Governed governed;
    private final AuditLog audit;

    ShadowSchemas(Database database, SchemaStore store, Governed governed, AuditLog audit) {
        this.database = database;
        this.store = store;
        this.governed = governed;
        this.audit = audit;
    }

    Uni<StoredSchema> get(TenantId tenant, ShadowName shadow) {
        return database.read(connection -> store.find(connection, tenant, shadow))
                .map(found -> found.orElseThrow(ShadowSchemas::missing));
    }

    Uni<List<StoredSchema>> list(TenantId tenant) {
        return database.read(connection -> store.list(connection, tenant));
    }

    /** Adds a schema or replaces it; a new one has version 1. */
    Uni<StoredSchema> put(
            TenantId tenant,
            ShadowName shadow,
            SchemaDraft draft,
            Precondition precondition,
            String actor) {
        return database.transaction(connection ->
                        find(connection, tenant, shadow)
                                .invoke(found -> precondition.check(version(found)))
                                .chain(found ->
                                        found.isPresent()
                                                ? store.replace(connection, tenant, shadow, draft)
                                                : insert(connection, tenant, shadow, draft))
                                .call(schema ->
                                        audit(
                                                connection,
                                                tenant,
                                                "shadow-schema.put",
                                                schema,
                                                actor)))
                .call(governed::refresh);
    }

    /** From now on shadows of this name hold anything. */
    Uni<Void> delete(TenantId tenant, ShadowName shadow, @Nullable String ifMatch, String actor) {
        return database.transaction(connection ->
                        find(connection, tenant, shadow)
                                .map(found -> found.orElseThrow(ShadowSchemas::missing))
                                .invoke(schema -> EntityTags.require(ifMatch, schema.version()))
                                .call(() -> store.delete(connection, tenant, shadow))
                                .call(schema ->
                                        audit(
                                                connection,
                                                tenant,
                                                "shadow-schema.delete",
                                                schema,
                                                actor)))
                .call(governed::refresh)
                .replaceWithVoid();
    }

    /** Nobody else changes any before the transaction ends. */
    private Uni<Optional<StoredSchema>> find(
            SqlConnection connection, TenantId tenant, ShadowName shadow) {
        return store.countChange(connection).chain(() -> store.find(connection, tenant, shadow));
    }

    private Uni<StoredSchema> insert(
            SqlConnection connection, TenantId tenant, ShadowName shadow, SchemaDraft draft) {
        return store.insert(connection, tenant, shadow, draft)
                .map(added -> added.orElseThrow(ShadowSchemas::tooMany));
    }

    private Uni<Void> audit(
            SqlConnection connection,
            TenantId tenant,
            String action,
            StoredSchema schema,
            String actor) {
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("version", schema.version())
                        .put("mode", schema.mode().word());
        var entry = new AuditEntry(actor, action, schema.shadow().value(), detail);
        return audit.append(connection, tenant, entry);
    }

    private static OptionalLong version(Optional<StoredSchema> schema) {
        return schema.map(found -> OptionalLong.of(found.version())).orElse(OptionalLong.empty());
    }

    private static ProblemException missing() {
        return Problems.notFound("Shadows of this name have no schema.");
    }

    private static ProblemException tooMany() {
        return Problems.conflict("A tenant has at most " + SchemaStore.MOST + " schemas.");
    }
}
