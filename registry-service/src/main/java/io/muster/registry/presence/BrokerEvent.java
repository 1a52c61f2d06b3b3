// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import java.time.Instant;
import java.util.Comparator;

/** What a broker says of a client's connection. It may come late, in any order, and again. */
public sealed interface BrokerEvent {

    /** A connection was accepted. */
    record Connected(Connection connection) implements BrokerEvent {}

    /** A connection ended. */
    record Disconnected(Connection connection, String reason) implements BrokerEvent {}

    /**
     * Connections ended that began until then, from a broker that does not say which one it was.
     *
     * @param until by the clock that tells when connections begin
     */
    record Over(Instant until, String reason) implements BrokerEvent {}

    /**
     * One connection among all of a client. Those that began later are greater.
     *
     * @param began by the broker's clock
     * @param id tells connections apart that began at the same time
     */
    record Connection(Instant began, String id) implements Comparable<Connection> {

        private static final Comparator<Connection> ORDER =
                Comparator.comparing(Connection::began).thenComparing(Connection::id);

        @Override
        public int compareTo(Connection other) {
            return ORDER.compare(this, other);
        }
    }
}
