// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * One fault and how often it strikes.
 *
 * @param name as on the command line
 * @param victim the process that is struck, by its name in {@code endpoints.json}
 * @param blow how it is struck
 * @param strikes how often, spread over the load
 * @param order in which devices publish their updates
 */
record Drill(String name, String victim, Blow blow, int strikes, Order order) {

    /** The service that owns the channel dies in the middle of its work, five times. */
    static final Drill CRASH = new Drill("crash", "shadow", Blow.KILL, 5, Order.RISING);

    /** The broker dies with sessions and messages in flight. */
    static final Drill BROKER_RESTART =
            new Drill("broker-restart", "broker", Blow.KILL, 3, Order.RISING);

    /** The database drops all connections and transactions at once, and recovers from its log. */
    static final Drill DB_RESTART =
            new Drill("db-restart", "postgres", Blow.IMMEDIATE_SHUTDOWN, 3, Order.RISING);

    /** Nothing dies: what devices publish comes out of order, and up to three times. */
    static final Drill REORDER = new Drill("reorder", "shadow", Blow.KILL, 0, Order.SHUFFLED);

    /** The drill of a name, if there is one. */
    static Optional<Drill> named(String name) {
        return Stream.of(CRASH, BROKER_RESTART, DB_RESTART, REORDER)
                .filter(drill -> drill.name().equals(name))
                .findFirst();
    }

    /** In which order a device publishes its updates. */
    enum Order {
        /** Each once, one after the other. */
        RISING,
        /** Each one to three times, up to twenty places too early or late, with its number. */
        SHUFFLED
    }

    /** How a process is ended. */
    enum Blow {
        /** SIGKILL: nothing can be saved. */
        KILL("KILL"),
        /** SIGQUIT, which PostgreSQL calls an immediate shutdown: no checkpoint, no farewell. */
        IMMEDIATE_SHUTDOWN("QUIT");

        private final String signal;

        Blow(String signal) {
            this.signal = signal;
        }

        String signal() {
            return signal;
        }
    }
}
