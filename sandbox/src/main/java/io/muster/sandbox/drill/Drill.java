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
 */
record Drill(String name, String victim, Blow blow, int strikes) {

    /** The service that owns the channel dies in the middle of its work, five times. */
    static final Drill CRASH = new Drill("crash", "shadow", Blow.KILL, 5);

    /** The broker dies with sessions and messages in flight. */
    static final Drill BROKER_RESTART = new Drill("broker-restart", "broker", Blow.KILL, 3);

    /** The database drops all connections and transactions at once, and recovers from its log. */
    static final Drill DB_RESTART = new Drill("db-restart", "postgres", Blow.IMMEDIATE_SHUTDOWN, 3);

    /** The drill of a name, if there is one. */
    static Optional<Drill> named(String name) {
        return Stream.of(CRASH, BROKER_RESTART, DB_RESTART)
                .filter(drill -> drill.name().equals(name))
                .findFirst();
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
