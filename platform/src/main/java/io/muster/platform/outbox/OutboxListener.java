// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.outbox;

import io.muster.platform.event.CloudEvent;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** Sends events elsewhere too. A bean of this type is asked wherever events are appended. */
public interface OutboxListener {

    /**
     * Takes note of events in the transaction that appends them, under the lock of the tenant's
     * head: be quick.
     */
    Uni<Void> appended(SqlConnection connection, TenantId tenant, List<CloudEvent> events);
}
