// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.outbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.event.CloudEvent;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The events this service has committed and not yet published. An event is written in the
 * transaction of the change it tells of, so it leaves if and only if the change happened; it is
 * delivered at least once and, per tenant, in the order of the commits.
 */
@Singleton
public class Outbox {

    /** The place of an event until the database has given it its own. */
    private static final long UNNUMBERED = 1;

    private final OutboxStore store;
    private final ServiceName service;
    private final Relay relay;
    private final Clock clock;
    private final List<OutboxListener> listeners;

    Outbox(
            OutboxStore store,
            ServiceName service,
            Relay relay,
            Clock clock,
            @Any Instance<OutboxListener> listeners) {
        this.store = store;
        this.service = service;
        this.relay = relay;
        this.clock = clock;
        this.listeners = listeners.stream().toList();
    }

    /**
     * Adds an event to the caller's transaction and answers its sequence. The tenant's head row
     * stays locked from here to the commit, which makes the order of sequences the order of
     * commits: call it last, after the statements that may wait.
     */
    public Uni<Long> append(
            SqlConnection connection,
            TenantId tenant,
            String type,
            String subject,
            ObjectNode data) {
        return appendAll(connection, tenant, List.of(new EventDraft(type, subject, data)));
    }

    /**
     * Adds events in this order, with one statement however many they are, and answers the sequence
     * of the last one; there must be at least one. Otherwise as {@link #append}.
     */
    public Uni<Long> appendAll(SqlConnection connection, TenantId tenant, List<EventDraft> drafts) {
        var events = drafts.stream().map(draft -> event(tenant, draft)).toList();
        var appended = store.append(connection, tenant, events);
        return listeners.isEmpty()
                ? appended
                : appended.call(last -> tell(connection, tenant, numbered(events, last)));
    }

    private Uni<Void> tell(SqlConnection connection, TenantId tenant, List<CloudEvent> events) {
        var told = Uni.createFrom().voidItem();
        for (var listener : listeners) {
            told = told.chain(() -> listener.appended(connection, tenant, events));
        }
        return told;
    }

    private static List<CloudEvent> numbered(List<CloudEvent> events, long last) {
        long first = last - events.size() + 1;
        return IntStream.range(0, events.size())
                .mapToObj(i -> events.get(i).numbered(first + i))
                .toList();
    }

    /**
     * How far the events are that the connection sees, by tenant: what a snapshot begins with. Read
     * them in the snapshot's own transaction, or they tell of another state than it does.
     */
    public Uni<List<EventHead>> heads(SqlConnection connection) {
        return store.heads(connection);
    }

    private CloudEvent event(TenantId tenant, EventDraft draft) {
        return new CloudEvent(
                UUID.randomUUID().toString(),
                service.source(),
                draft.type(),
                draft.subject(),
                tenant,
                UNNUMBERED,
                clock.instant(),
                draft.data());
    }

    /**
     * Has committed events published now instead of within a second. Costs nothing; call it after
     * the commit.
     */
    public void wake() {
        relay.wake();
    }
}
