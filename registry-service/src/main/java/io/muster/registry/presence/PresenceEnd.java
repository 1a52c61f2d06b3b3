// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.platform.outbox.EventDraft;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Ends the presence of devices that may not be there any more. Their brokers end the sessions, but
 * not every broker tells: RabbitMQ publishes no Will of a session that its management API ends.
 */
@ApplicationScoped
public class PresenceEnd {

    private static final String REVOKED = "revoked";

    private final PresenceStore presences;
    private final Clock clock;

    PresenceEnd(PresenceStore presences, Clock clock) {
        this.presences = presences;
        this.clock = clock;
    }

    /**
     * Ends the session of a device that has lost its last good certificate, in the transaction that
     * took it; answers the events to tell of it with.
     */
    public Uni<List<EventDraft>> certificateLost(
            SqlConnection connection, DeviceIdentity identity) {
        return presences
                .lockUncertified(connection, identity)
                .chain(found ->
                        found.map(before -> end(connection, identity, before))
                                .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    private Uni<List<EventDraft>> end(
            SqlConnection connection, DeviceIdentity identity, PresenceState before) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var after = before.after(new PresenceMessage.Cut(REVOKED), now);
        return presences
                .save(connection, identity, after)
                .replaceWith(PresenceNews.of(identity, before, after).stream().toList());
    }
}
