// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.api.EntityTags;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.idempotency.Stored;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.api.MergePatch;
import io.muster.registry.api.Once;
import io.muster.registry.group.store.Group;
import io.muster.registry.group.store.GroupStore;
import io.muster.registry.group.store.GroupStore.Count;
import io.muster.registry.group.store.GroupStore.Draft;
import io.muster.registry.identity.GroupPath;
import io.muster.registry.tenant.store.TenantStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Adds, changes and deletes groups, each in one transaction with its audit entry. Who adds or
 * deletes one holds the tenant's row, so that limits and the tree of groups hold.
 */
@ApplicationScoped
class Groups {

    private static final int CREATED = 201;
    private static final long MOST_GROUPS = 10_000;

    /** Each costs a little with every change of every device of the tenant. */
    private static final long MOST_QUERIES = 64;

    private final Database database;
    private final TenantStore tenants;
    private final GroupStore groups;
    private final GroupJournal journal;
    private final GroupRounds rounds;
    private final Once once;
    private final JsonBodies json;

    Groups(
            Database database,
            TenantStore tenants,
            GroupStore groups,
            GroupJournal journal,
            GroupRounds rounds,
            Once once,
            JsonBodies json) {
        this.database = database;
        this.tenants = tenants;
        this.groups = groups;
        this.journal = journal;
        this.rounds = rounds;
        this.once = once;
        this.json = json;
    }

    Uni<Group> get(TenantId tenant, UUID id) {
        return database.read(connection -> groups.find(connection, tenant, id))
                .map(found -> found.orElseThrow(Groups::missing));
    }

    Uni<List<Group>> list(TenantId tenant, String after, @Nullable GroupPath under, int limit) {
        return database.read(connection -> groups.list(connection, tenant, after, under, limit));
    }

    /** The new group as JSON. */
    Uni<String> create(Once.Request request, GroupPath path, Draft draft, String actor) {
        return database.transaction(connection ->
                        once.run(
                                connection,
                                request,
                                () ->
                                        insert(connection, request.tenant(), path, draft, actor)
                                                .map(GroupView::of)
                                                .map(view -> new Stored(CREATED, json.text(view)))))
                .invoke(rounds::wake)
                .map(Stored::body);
    }

    private Uni<Group> insert(
            SqlConnection connection, TenantId tenant, GroupPath path, Draft draft, String actor) {
        return tenants.lock(connection, tenant)
                .map(found -> found.orElseThrow(Groups::unknownTenant))
                .chain(() -> groups.count(connection, tenant))
                .invoke(count -> requireRoom(count, draft))
                .chain(() -> requireParent(connection, tenant, path))
                .chain(() -> groups.insert(connection, tenant, path, draft))
                .map(added -> added.orElseThrow(Groups::taken))
                .call(group -> journal.write(connection, tenant, "group.create", group, actor));
    }

    private static void requireRoom(Count count, Draft draft) {
        if (count.groups() >= MOST_GROUPS) {
            throw exceeded("A tenant has at most " + MOST_GROUPS + " groups.");
        }
        if (draft.query().isPresent() && count.queries() >= MOST_QUERIES) {
            throw exceeded("A tenant has at most " + MOST_QUERIES + " groups with a query.");
        }
    }

    private Uni<Void> requireParent(SqlConnection connection, TenantId tenant, GroupPath path) {
        return path.parent()
                .map(parent ->
                        groups.keep(connection, tenant, parent)
                                .map(found -> found.orElseThrow(Groups::noParent))
                                .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Applies a merge patch to what was chosen for a group. */
    Uni<Group> patch(
            TenantId tenant, UUID id, ObjectNode patch, @Nullable String ifMatch, String actor) {
        return database.transaction(connection ->
                        groups.lock(connection, tenant, id)
                                .map(found -> found.orElseThrow(Groups::missing))
                                .invoke(group -> EntityTags.demand(ifMatch, group.version()))
                                .map(group -> patched(group, patch))
                                .chain(draft -> groups.replace(connection, tenant, id, draft))
                                .call(group ->
                                        journal.write(
                                                connection, tenant, "group.change", group, actor)))
                .invoke(rounds::wake);
    }

    private Draft patched(Group group, ObjectNode patch) {
        var before = json.tree(GroupDraft.of(group));
        var draft = json.value(MergePatch.apply(before, patch), GroupDraft.class).draft();
        if (draft.query().isPresent() != group.query().isPresent()) {
            throw Problems.conflict(
                    "A group is filled by a query or by hand, as it was when it was added.");
        }
        return draft;
    }

    /** Deletes a group below which there is none. */
    Uni<Void> delete(TenantId tenant, UUID id, @Nullable String ifMatch, String actor) {
        return database.transaction(connection ->
                        tenants.lock(connection, tenant)
                                .chain(() -> groups.lock(connection, tenant, id))
                                .map(found -> found.orElseThrow(Groups::missing))
                                .invoke(group -> EntityTags.require(ifMatch, group.version()))
                                .call(group ->
                                        groups.delete(connection, tenant, group)
                                                .invoke(Groups::requireDeleted))
                                .chain(group ->
                                        journal.write(
                                                connection, tenant, "group.delete", group, actor)))
                .invoke(rounds::wake);
    }

    private static void requireDeleted(boolean deleted) {
        if (!deleted) {
            throw Problems.conflict("There are groups below this one.");
        }
    }

    private static ProblemException noParent() {
        return Problems.conflict("The group that it is to be in does not exist.");
    }

    private static ProblemException exceeded(String detail) {
        return ProblemException.of(403, "quota-exceeded", "The tenant has too many groups", detail);
    }

    private static ProblemException unknownTenant() {
        return Problems.forbidden("The token's tenant does not exist here.");
    }

    private static ProblemException taken() {
        return ProblemException.of(
                409,
                "already-exists",
                "The group exists already",
                "A group with this path exists, or is deleted and its devices are still leaving.");
    }

    static ProblemException missing() {
        return Problems.notFound("There is no such group.");
    }
}
