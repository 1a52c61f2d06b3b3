// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group;

import io.muster.platform.outbox.EventDraft;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.group.store.Group;
import io.muster.registry.group.store.GroupStore;
import io.muster.registry.group.store.MemberStore;
import io.muster.registry.membership.MemberNews;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Puts devices into groups that are filled by hand, and takes them out. */
@ApplicationScoped
class StaticMembers {

    /** Events about a device name its groups. */
    private static final long MOST_GROUPS = 200;

    private static final int MOST_NAMED = 20;

    private final Database database;
    private final GroupStore groups;
    private final MemberStore members;
    private final GroupJournal journal;
    private final RegistryEvents events;

    StaticMembers(
            Database database,
            GroupStore groups,
            MemberStore members,
            GroupJournal journal,
            RegistryEvents events) {
        this.database = database;
        this.groups = groups;
        this.members = members;
        this.journal = journal;
        this.events = events;
    }

    /** Who really came and left; the others were in already, or out. */
    record Outcome(List<String> added, List<String> removed) {

        List<EventDraft> news(Group group) {
            var news = new ArrayList<EventDraft>(added.size() + removed.size());
            removed.forEach(id -> news.add(MemberNews.of(id, group.path(), false)));
            added.forEach(id -> news.add(MemberNews.of(id, group.path(), true)));
            return news;
        }
    }

    Uni<Outcome> change(TenantId tenant, UUID id, MemberChange change, String actor) {
        return database.transaction(connection ->
                        members.lock(connection, tenant, change.all())
                                .invoke(there -> requireAll(change, there))
                                .chain(there -> change(connection, tenant, id, change, actor)))
                .invoke(events::wake);
    }

    private Uni<Outcome> change(
            SqlConnection connection, TenantId tenant, UUID id, MemberChange change, String actor) {
        return groups.keep(connection, tenant, id)
                .map(found -> found.orElseThrow(Groups::missing))
                .invoke(StaticMembers::requireStatic)
                .chain(group ->
                        write(connection, tenant, group, change)
                                .call(outcome -> tell(connection, tenant, group, outcome, actor)));
    }

    private Uni<Outcome> write(
            SqlConnection connection, TenantId tenant, Group group, MemberChange change) {
        return members.remove(connection, tenant, change.remove(), group.id())
                .chain(removed ->
                        members.add(connection, tenant, change.add(), group.id())
                                .map(added -> new Outcome(added, removed)))
                .call(outcome ->
                        members.crowded(connection, tenant, outcome.added(), MOST_GROUPS)
                                .invoke(StaticMembers::requireRoom));
    }

    private Uni<Void> tell(
            SqlConnection connection, TenantId tenant, Group group, Outcome outcome, String actor) {
        int added = outcome.added().size();
        int removed = outcome.removed().size();
        return added + removed == 0
                ? Uni.createFrom().voidItem()
                : journal.members(connection, tenant, group, added, removed, actor)
                        .chain(() -> events.tell(connection, tenant, outcome.news(group)));
    }

    private static void requireAll(MemberChange change, List<String> there) {
        var unknown = change.add().stream().filter(id -> !there.contains(id)).toList();
        if (!unknown.isEmpty()) {
            throw unknown(unknown);
        }
    }

    private static void requireStatic(Group group) {
        if (group.query().isPresent()) {
            throw Problems.conflict("A query finds the members of this group.");
        }
    }

    private static void requireRoom(boolean crowded) {
        if (crowded) {
            throw Problems.conflict("A device is in at most " + MOST_GROUPS + " groups.");
        }
    }

    private static ProblemException unknown(List<String> devices) {
        return ProblemException.of(
                        422,
                        "unknown-devices",
                        "There are no such devices",
                        devices.size() + " of the devices do not exist; nothing was changed.")
                .with("devices", devices.stream().limit(MOST_NAMED).toList());
    }
}
