// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.membership;

import io.muster.platform.outbox.EventDraft;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.GroupPath;
import io.muster.registry.membership.MembershipStore.Standing;
import io.muster.registry.membership.MembershipStore.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Keeps membership what groups' queries say. Whoever changes devices has this done in the same
 * transaction, with the devices' rows locked; it costs one statement, and one more for all queries
 * of the tenant together if it has any.
 */
@Singleton
public class Memberships {

    private final MembershipStore members;
    private final Clock clock;

    Memberships(MembershipStore members, Clock clock) {
        this.members = members;
        this.clock = clock;
    }

    /** Asks all queries of the tenant about these devices. */
    public Uni<Settled> settle(SqlConnection connection, TenantId tenant, List<String> devices) {
        return members.standing(connection, tenant, devices)
                .chain(standing -> settle(connection, tenant, devices, standing));
    }

    private Uni<Settled> settle(
            SqlConnection connection, TenantId tenant, List<String> devices, Standing standing) {
        var queries = standing.queries();
        return queries.isEmpty()
                ? Uni.createFrom().item(settled(standing, List.of()))
                : members.settle(connection, tenant, devices, queries, clock.instant())
                        .map(steps -> settled(standing, steps));
    }

    /** Asks the query of one group about these devices; answers what to tell of it. */
    public Uni<List<EventDraft>> settle(
            SqlConnection connection, TenantId tenant, List<String> devices, LiveGroup group) {
        return members.settle(connection, tenant, devices, List.of(group), clock.instant())
                .map(steps -> steps.stream().map(step -> news(step, group.path())).toList());
    }

    /** The groups that a device is in, whatever queries say now. */
    public Uni<Settled> of(SqlConnection connection, DeviceIdentity identity) {
        return members.standing(connection, identity.tenant(), List.of(identity.device().value()))
                .map(standing -> settled(standing, List.of()));
    }

    /**
     * Puts a new device into groups that are filled by hand, as far as there are any such; the
     * event that the device was created tells of it.
     */
    public Uni<Void> join(
            SqlConnection connection, DeviceIdentity identity, List<GroupPath> groups) {
        return groups.isEmpty()
                ? Uni.createFrom().voidItem()
                : members.join(connection, identity.tenant(), identity.device().value(), groups);
    }

    private static Settled settled(Standing standing, List<Step> steps) {
        var groups = new HashMap<String, SortedSet<GroupPath>>();
        standing.members().forEach(member -> groupsOf(groups, member.device()).add(member.path()));
        var paths = new HashMap<UUID, GroupPath>();
        standing.queries().forEach(group -> paths.put(group.id(), group.path()));
        steps.forEach(step -> apply(groups, step, paths));
        return new Settled(
                groups, steps.stream().map(step -> news(step, path(paths, step))).toList());
    }

    private static GroupPath path(Map<UUID, GroupPath> paths, Step step) {
        return Objects.requireNonNull(paths.get(step.group()), "only these were asked");
    }

    private static void apply(
            Map<String, SortedSet<GroupPath>> groups, Step step, Map<UUID, GroupPath> paths) {
        var of = groupsOf(groups, step.device());
        var path = path(paths, step);
        if (step.member()) {
            of.add(path);
        } else {
            of.remove(path);
        }
    }

    private static SortedSet<GroupPath> groupsOf(
            Map<String, SortedSet<GroupPath>> groups, String device) {
        return groups.computeIfAbsent(device, _ -> new TreeSet<>());
    }

    private static EventDraft news(Step step, GroupPath path) {
        return MemberNews.of(step.device(), path, step.member());
    }
}
