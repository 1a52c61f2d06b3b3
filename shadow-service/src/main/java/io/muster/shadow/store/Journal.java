// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.outbox.EventDraft;
import io.muster.platform.outbox.Outbox;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.ShadowSettings;
import io.muster.shadow.change.Change;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.schema.FaultJson;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What others learn of a batch, written in its transaction: the audit log of what operators did,
 * the event {@code shadow.reported} of each shadow whose device spoke, {@code desired.expired} of
 * each of which the clock took something away, and {@code schema.violated} of each version that is
 * kept although it breaks a schema.
 */
@ApplicationScoped
class Journal {

    private static final String REPORTED = "shadow.reported";
    private static final String BREACH = "schema.violated";
    private static final String EXPIRED = "desired.expired";

    private final AuditLog audit;
    private final Outbox outbox;
    private final Counter breaches;
    private final boolean events;

    Journal(AuditLog audit, Outbox outbox, MeterRegistry meters, ShadowSettings settings) {
        this.audit = audit;
        this.outbox = outbox;
        this.breaches = meters.counter("shadow.schema.violations");
        this.events = settings.events();
    }

    /** Both lock a row of the tenant: the audit log first, tenants in the order of their names. */
    Uni<Void> write(SqlConnection connection, Batch batch) {
        breaches.increment(batch.breaches().size());
        var deeds = batch.deeds().stream().sorted(comparing(d -> d.command().key().tenant()));
        return Multi.createFrom()
                .iterable(deeds.toList())
                .onItem()
                .transformToUniAndConcatenate(deed -> audit(connection, deed))
                .onItem()
                .ignoreAsUni()
                .chain(() -> events ? announce(connection, batch) : Uni.createFrom().voidItem());
    }

    /** After the commit: has the events published now. */
    void wake() {
        if (events) {
            outbox.wake();
        }
    }

    private Uni<Void> announce(SqlConnection connection, Batch batch) {
        var tenants = new TreeMap<TenantId, List<EventDraft>>();
        batch.reports()
                .forEach((key, document) ->
                        tenants.computeIfAbsent(key.tenant(), _ -> new ArrayList<>())
                                .add(event(key, document)));
        batch.expiries()
                .forEach(expiry ->
                        tenants.computeIfAbsent(expiry.key().tenant(), _ -> new ArrayList<>())
                                .add(event(expiry)));
        batch.breaches()
                .forEach(breach ->
                        tenants.computeIfAbsent(breach.key().tenant(), _ -> new ArrayList<>())
                                .add(event(breach)));
        return announce(connection, tenants);
    }

    /** One statement for each tenant, sent without waiting for the one before. */
    private Uni<Void> announce(
            SqlConnection connection, SortedMap<TenantId, List<EventDraft>> tenants) {
        if (tenants.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var appends =
                tenants.entrySet().stream()
                        .map(t -> outbox.appendAll(connection, t.getKey(), t.getValue()))
                        .toList();
        return Uni.join().all(appends).andFailFast().replaceWithVoid();
    }

    private static EventDraft event(Inspection.Breach breach) {
        var data = data(breach.key(), breach.version()).put("schema", breach.schema());
        data.set("errors", FaultJson.of(breach.faults()));
        return new EventDraft(BREACH, breach.key().device().value(), data);
    }

    private static EventDraft event(Batch.Expiry expiry) {
        var data = data(expiry.key(), expiry.version());
        var members = data.putArray("members");
        expiry.members().forEach(member -> members.add(member.toString()));
        return new EventDraft(EXPIRED, expiry.key().device().value(), data);
    }

    private static EventDraft event(ShadowKey key, ShadowDocument document) {
        var data = data(key, document.version());
        data.set("reported", document.reported().state());
        return new EventDraft(REPORTED, key.device().value(), data);
    }

    private static ObjectNode data(ShadowKey key, long version) {
        return object().put("device", key.device().value())
                .put("shadow", key.name().value())
                .put("version", version);
    }

    private Uni<Void> audit(SqlConnection connection, Batch.Deed deed) {
        var key = deed.command().key();
        var action =
                switch (deed.command().change()) {
                    case Change.Write _ -> "shadow.update";
                    case Change.Restore _ -> "shadow.restore";
                    case Change.Erase _ -> "shadow.delete";
                    case Change.Govern _ -> "shadow.govern";
                    case Change.Tick _, Change.Delivered _, Change.Acknowledge _ ->
                            throw new IllegalStateException("no operator does that");
                };
        var target = key.device() + "/" + key.name();
        var detail = object().put("version", deed.version());
        return audit.append(
                connection, key.tenant(), new AuditEntry(deed.subject(), action, target, detail));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
