// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.topic.TenantId;
import io.muster.registry.group.store.Group;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes down who did what to groups. */
@ApplicationScoped
class GroupJournal {

    private final AuditLog audit;

    GroupJournal(AuditLog audit) {
        this.audit = audit;
    }

    Uni<Void> write(
            SqlConnection connection, TenantId tenant, String action, Group group, String actor) {
        var detail = JsonNodeFactory.instance.objectNode().put("version", group.version());
        group.query().ifPresent(query -> detail.put("query", query));
        return write(connection, tenant, action, group, detail, actor);
    }

    /** How many devices somebody put into a group and took out of it. */
    Uni<Void> members(
            SqlConnection connection,
            TenantId tenant,
            Group group,
            int added,
            int removed,
            String actor) {
        var detail =
                JsonNodeFactory.instance.objectNode().put("added", added).put("removed", removed);
        return write(connection, tenant, "group.members", group, detail, actor);
    }

    private Uni<Void> write(
            SqlConnection connection,
            TenantId tenant,
            String action,
            Group group,
            ObjectNode detail,
            String actor) {
        var entry = new AuditEntry(actor, action, group.path().value(), detail);
        return audit.append(connection, tenant, entry);
    }
}
