// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.api.EntityTags;
import io.muster.platform.api.Precondition;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.type.store.DeviceType;
import io.muster.registry.type.store.DeviceTypeStore;
import io.muster.registry.type.store.DeviceTypeStore.Draft;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Puts and deletes device types, each in one transaction with its audit entry. */
@ApplicationScoped
class DeviceTypes {

    private final Database database;
    private final DeviceTypeStore types;
    private final AuditLog audit;

    DeviceTypes(Database database, DeviceTypeStore types, AuditLog audit) {
        this.database = database;
        this.types = types;
        this.audit = audit;
    }

    Uni<DeviceType> get(TenantId tenant, String id) {
        return database.read(connection -> types.find(connection, tenant, id))
                .map(found -> found.orElseThrow(DeviceTypes::missing));
    }

    Uni<List<DeviceType>> list(TenantId tenant, String after, int limit) {
        return database.read(connection -> types.list(connection, tenant, after, limit));
    }

    /** Adds a type or replaces what was chosen for it; a new one has version 1. */
    Uni<DeviceType> put(
            TenantId tenant, String id, Draft draft, Precondition precondition, String actor) {
        return database.transaction(connection ->
                types.lock(connection, tenant, id)
                        .invoke(found -> precondition.check(version(found)))
                        .chain(found ->
                                found.isPresent()
                                        ? types.replace(connection, tenant, id, draft)
                                        : types.insert(connection, tenant, id, draft)
                                                .map(added ->
                                                        added.orElseThrow(DeviceTypes::raced)))
                        .call(type -> audit(connection, tenant, "device-type.put", type, actor)));
    }

    /** Deletes a type of which no device is. */
    Uni<Void> delete(TenantId tenant, String id, @Nullable String ifMatch, String actor) {
        return database.transaction(connection ->
                types.lock(connection, tenant, id)
                        .map(found -> found.orElseThrow(DeviceTypes::missing))
                        .invoke(type -> EntityTags.require(ifMatch, type.version()))
                        .call(() ->
                                types.delete(connection, tenant, id)
                                        .invoke(DeviceTypes::requireDeleted))
                        .chain(type ->
                                audit(connection, tenant, "device-type.delete", type, actor)));
    }

    private Uni<Void> audit(
            SqlConnection connection,
            TenantId tenant,
            String action,
            DeviceType type,
            String actor) {
        var detail = JsonNodeFactory.instance.objectNode().put("version", type.version());
        return audit.append(connection, tenant, new AuditEntry(actor, action, type.id(), detail));
    }

    private static OptionalLong version(Optional<DeviceType> type) {
        return type.map(found -> OptionalLong.of(found.version())).orElse(OptionalLong.empty());
    }

    private static void requireDeleted(boolean deleted) {
        if (!deleted) {
            throw Problems.conflict("Devices are of this type, perhaps deleted ones.");
        }
    }

    private static ProblemException raced() {
        return Problems.preconditionFailed("Somebody else has just added it.");
    }

    private static ProblemException missing() {
        return Problems.notFound("There is no such device type.");
    }
}
