// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.outbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.event.CloudEvent;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * The events this service has committed and not yet published. An event is written in the
 * transaction of the change it tells of, so it leaves if and only if the change happened; it is
 * delivered at least once and, per tenant, in the order of the commits.
 */
@ApplicationScoped
public class Outbox {

    private final OutboxStore store;
    private final ServiceName service;
    private final Relay relay;
    private final Clock clock;

    Outbox(OutboxStore store, ServiceName service, Relay relay, Clock clock) {
        this.store = store;
        this.service = service;
        this.relay = relay;
        this.clock = clock;
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
        return store.nextSequence(connection, tenant)
                .map(sequence -> event(tenant, sequence, type, subject, data))
                .call(event -> store.insert(connection, event))
                .map(CloudEvent::sequence);
    }

    /**
     * How far the events are that the connection sees, by tenant: what a snapshot begins with. Read
     * them in the snapshot's own transaction, or they tell of another state than it does.
     */
    public Uni<List<EventHead>> heads(SqlConnection connection) {
        return store.heads(connection);
    }

    private CloudEvent event(
            TenantId tenant, long sequence, String type, String subject, ObjectNode data) {
        var id = UUID.randomUUID().toString();
        return new CloudEvent(
                id, service.source(), type, subject, tenant, sequence, clock.instant(), data);
    }

    /**
     * Has committed events published now instead of within a second. Costs nothing; call it after
     * the commit.
     */
    public void wake() {
        relay.wake();
    }
}
