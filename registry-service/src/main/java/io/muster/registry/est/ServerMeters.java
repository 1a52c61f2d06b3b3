// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Makes the meters of the two servers agree on their labels. Quarkus names the port of some servers
 * and not of others, and Prometheus refuses a meter whose labels differ from those it knows, which
 * leaves the second server without a start.
 */
final class ServerMeters {

    private static final String PORT = "server.port";

    private ServerMeters() {}

    @Produces
    @Singleton
    static MeterFilter withoutPort() {
        return MeterFilter.ignoreTags(PORT);
    }
}
