// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import java.util.Locale;

/** The brokers that a sandbox can run with. */
public enum BrokerKind {
    /** HiveMQ CE, which comes along. */
    EMBEDDED,
    /**
     * The system's mosquitto, without a hook: for clients that need topics beginning with a dollar
     * sign.
     */
    MOSQUITTO,
    /** The system's RabbitMQ, which asks acl-service through its HTTP backend. */
    RABBITMQ;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
