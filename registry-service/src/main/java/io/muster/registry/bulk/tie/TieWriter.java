// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.tie;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.outbox.EventDraft;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.bulk.store.BulkJob;
import io.muster.registry.credential.store.Credential;
import io.muster.registry.credential.store.CredentialBatchStore;
import io.muster.registry.credential.store.CredentialFact;
import io.muster.registry.device.store.DeviceBatchStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.gateway.store.GatewayBatchStore;
import io.muster.registry.gateway.store.GatewayBatchStore.Link;
import io.muster.registry.group.store.MemberBatchStore;
import io.muster.registry.group.store.MemberBatchStore.Step;
import io.muster.registry.identity.Device;
import io.muster.registry.membership.MemberNews;
import io.muster.registry.tenant.store.TenantStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Gives devices the ties that rows say, in the transaction that has the devices locked and added.
 * The order of locks is that of all who hold several: devices, the tenant (as for its quota),
 * groups, and then audit log and outbox.
 */
@ApplicationScoped
public class TieWriter {

    private final MemberBatchStore members;
    private final GatewayBatchStore gateways;
    private final CredentialBatchStore credentials;
    private final DeviceBatchStore devices;
    private final TenantStore tenants;
    private final RegistryEvents events;
    private final AuditLog audit;

    TieWriter(
            MemberBatchStore members,
            GatewayBatchStore gateways,
            CredentialBatchStore credentials,
            DeviceBatchStore devices,
            TenantStore tenants,
            RegistryEvents events,
            AuditLog audit) {
        this.members = members;
        this.gateways = gateways;
        this.credentials = credentials;
        this.devices = devices;
        this.tenants = tenants;
        this.events = events;
        this.audit = audit;
    }

    /**
     * Before anything is told or written down.
     *
     * @return devices that had nothing to show and have now, as they are since
     */
    public Uni<List<Device>> write(SqlConnection connection, BulkJob job, List<TieChange> changes) {
        return link(connection, job, changes)
                .chain(() -> join(connection, job, changes))
                .chain(() -> give(connection, job, changes));
    }

    private Uni<Void> link(SqlConnection connection, BulkJob job, List<TieChange> changes) {
        var links = all(changes, TieChange::links);
        return gateways.remove(connection, job.tenant(), all(changes, TieChange::unlinks))
                .chain(() ->
                        links.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : tenants.lock(connection, job.tenant())
                                        .chain(() -> gateways.add(connection, job.tenant(), links))
                                        .chain(() -> requireNoCircle(connection, job, links)));
    }

    private Uni<Void> requireNoCircle(SqlConnection connection, BulkJob job, List<Link> links) {
        var children = links.stream().map(Link::device).distinct().toList();
        return gateways.circle(connection, job.tenant(), children)
                .invoke(circle -> require(!circle, "a circle was closed"))
                .replaceWithVoid();
    }

    private Uni<Void> join(SqlConnection connection, BulkJob job, List<TieChange> changes) {
        var joins = all(changes, TieChange::joins);
        return members.leave(connection, job.tenant(), all(changes, TieChange::leaves))
                .chain(() ->
                        joins.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : members.keep(connection, job.tenant(), joins)
                                        .invoke(kept -> require(kept, "a group was deleted"))
                                        .chain(() ->
                                                members.join(connection, job.tenant(), joins)));
    }

    private Uni<List<Device>> give(SqlConnection connection, BulkJob job, List<TieChange> changes) {
        var added = all(changes, TieChange::added);
        var replaced = all(changes, TieChange::replaced);
        var ids = added.stream().map(each -> each.device().device().value()).distinct().toList();
        return credentials
                .insert(connection, job.tenant(), added)
                .invoke(count -> require(count == added.size(), "a name was taken"))
                .chain(() -> credentials.replace(connection, job.tenant(), replaced))
                .invoke(count -> require(count == replaced.size(), "a credential was deleted"))
                .chain(() -> devices.enroll(connection, job.tenant(), ids));
    }

    /**
     * When the devices themselves were told of.
     *
     * @param created whose groups were told of with them
     * @param enrolled what {@link #write} answered
     */
    public Uni<Void> tell(
            SqlConnection connection,
            BulkJob job,
            List<TieChange> changes,
            Set<DeviceId> created,
            List<Device> enrolled) {
        var added = all(changes, TieChange::added);
        var replaced = all(changes, TieChange::replaced);
        return events.tell(connection, job.tenant(), moves(changes, created))
                .chain(() ->
                        enrolled.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : events.devicesChanged(connection, job.tenant(), enrolled))
                .chain(() -> note(connection, job, added.size(), replaced.size()))
                .chain(() -> events.tell(connection, job.tenant(), told(added, replaced)));
    }

    private static List<EventDraft> moves(List<TieChange> changes, Set<DeviceId> created) {
        return changes.stream()
                .filter(change -> !created.contains(change.device()))
                .flatMap(change ->
                        Stream.concat(
                                change.leaves().stream().map(step -> news(step, false)),
                                change.joins().stream().map(step -> news(step, true))))
                .toList();
    }

    private static EventDraft news(Step step, boolean member) {
        return MemberNews.of(step.device(), step.group().path(), member);
    }

    private Uni<Void> note(SqlConnection connection, BulkJob job, int added, int replaced) {
        if (added + replaced == 0) {
            return Uni.createFrom().voidItem();
        }
        var detail =
                JsonNodeFactory.instance.objectNode().put("added", added).put("replaced", replaced);
        var entry = new AuditEntry(job.actor(), "credential.import", job.id().toString(), detail);
        return audit.append(connection, job.tenant(), entry);
    }

    private static List<EventDraft> told(List<Credential> added, List<Credential> replaced) {
        return Stream.of(added, replaced)
                .flatMap(List::stream)
                .map(CredentialFact::changed)
                .toList();
    }

    private static <T> List<T> all(List<TieChange> changes, Function<TieChange, List<T>> of) {
        return changes.stream().map(of).flatMap(Collection::stream).toList();
    }

    private static void require(boolean rule, String what) {
        if (!rule) {
            throw new Overtaken(what);
        }
    }
}
