// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.api.EntityTags;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.idempotency.Stored;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.api.MergePatch;
import io.muster.registry.api.Once;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.tenant.store.Tenant;
import io.muster.registry.tenant.store.TenantOptions;
import io.muster.registry.tenant.store.TenantStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds and changes tenants, each in one transaction with its audit entry and its event. */
@ApplicationScoped
class Tenants {

    private static final int CREATED = 201;

    private final Database database;
    private final TenantStore tenants;
    private final AuditLog audit;
    private final RegistryEvents events;
    private final JsonBodies json;
    private final Once once;
    private final Event<TenantAdded> added;

    Tenants(
            Database database,
            TenantStore tenants,
            AuditLog audit,
            RegistryEvents events,
            JsonBodies json,
            Once once,
            Event<TenantAdded> added) {
        this.database = database;
        this.tenants = tenants;
        this.audit = audit;
        this.events = events;
        this.json = json;
        this.once = once;
        this.added = added;
    }

    /** The new tenant as JSON; a 409 problem when its id is taken. */
    Uni<String> create(Once.Request request, TenantOptions options, String actor) {
        var id = request.tenant();
        return database.transaction(connection ->
                        once.run(
                                connection,
                                request,
                                () ->
                                        insert(connection, id, options, actor)
                                                .map(tenant -> new Stored(CREATED, text(tenant)))))
                .invoke(events::wake)
                .invoke(() -> added.fireAsync(new TenantAdded(id)))
                .map(Stored::body);
    }

    private Uni<Tenant> insert(
            SqlConnection connection, TenantId id, TenantOptions options, String actor) {
        return tenants.insert(connection, id, options)
                .map(inserted -> inserted.orElseThrow(Tenants::taken))
                .call(tenant ->
                        journal(connection, "tenant.create", "tenant.created", tenant, actor));
    }

    Uni<Tenant> get(TenantId id) {
        return database.read(connection -> tenants.find(connection, id))
                .map(found -> found.orElseThrow(TenantScope::missing));
    }

    Uni<List<Tenant>> list(String after, int limit) {
        return database.read(connection -> tenants.list(connection, after, limit));
    }

    /** Applies a merge patch to what was chosen for a tenant. */
    Uni<Tenant> patch(TenantId id, ObjectNode patch, @Nullable String ifMatch, String actor) {
        return database.transaction(connection ->
                        tenants.lock(connection, id)
                                .map(found -> found.orElseThrow(TenantScope::missing))
                                .invoke(tenant -> EntityTags.demand(ifMatch, tenant.version()))
                                .map(tenant -> MergePatch.apply(json.tree(tenant.options()), patch))
                                .map(changed -> json.value(changed, TenantOptions.class))
                                .chain(options -> tenants.replace(connection, id, options))
                                .call(tenant ->
                                        journal(
                                                connection,
                                                "tenant.change",
                                                "tenant.changed",
                                                tenant,
                                                actor)))
                .invoke(events::wake);
    }

    private Uni<Void> journal(
            SqlConnection connection, String action, String type, Tenant tenant, String actor) {
        var id = tenant.id();
        var detail = json.tree(tenant.options()).put("version", tenant.version());
        return audit.append(connection, id, new AuditEntry(actor, action, id.value(), detail))
                .chain(() -> events.tenantEvent(connection, id, type, tenant.version()));
    }

    private String text(Tenant tenant) {
        return json.text(TenantView.of(tenant));
    }

    private static ProblemException taken() {
        return ProblemException.of(
                409,
                "already-exists",
                "The tenant exists already",
                "A tenant with this id exists.");
    }
}
