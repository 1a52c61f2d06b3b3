// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.registry.presence.BrokerEvent.Connected;
import io.muster.registry.presence.BrokerEvent.Connection;
import io.muster.registry.presence.BrokerEvent.Disconnected;
import io.muster.registry.presence.BrokerEvent.Over;
import java.time.Instant;

/**
 * The sum of what a broker said of a device. Only its latest connection counts, and the end of a
 * connection is final; so whatever order events come in, and however often, the sum is the same.
 *
 * @param broker its registered name
 * @param connection the latest that was heard of, by its beginning or by its end
 * @param ended whether its own end was heard
 * @param over every connection that began until then is over
 */
record BrokerWord(String broker, Connection connection, boolean ended, Instant over) {

    private static final Connection NONE = new Connection(Instant.EPOCH, "");

    /** The sum of one event. */
    static BrokerWord first(String broker, BrokerEvent event) {
        return new BrokerWord(broker, NONE, true, Instant.EPOCH).after(broker, event);
    }

    /** The sum with another event; the same sum when the event says nothing new. */
    BrokerWord after(String teller, BrokerEvent event) {
        return switch (event) {
            case Connected(var which) -> heard(teller, which, false);
            case Disconnected(var which, _) -> heard(teller, which, true);
            case Over(var until, _) -> over(teller, until);
        };
    }

    private BrokerWord heard(String teller, Connection which, boolean end) {
        int order = which.compareTo(connection);
        if (order > 0) {
            return new BrokerWord(teller, which, end, teller.equals(broker) ? over : Instant.EPOCH);
        }
        return order == 0 && end && !ended ? new BrokerWord(broker, connection, true, over) : this;
    }

    private BrokerWord over(String teller, Instant until) {
        return teller.equals(broker) && until.isAfter(over)
                ? new BrokerWord(broker, connection, ended, until)
                : this;
    }

    /** Nothing of what was said so far makes the device connected again. */
    BrokerWord cut() {
        return new BrokerWord(broker, connection, true, over);
    }

    /** Whether the latest connection is open. */
    boolean open() {
        return !ended && connection.began().isAfter(over);
    }
}
