// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the meters of the two servers apart by one label. Quarkus names the port of some servers
 * and not of others, and Prometheus refuses a meter whose labels differ from those it knows, which
 * would leave the second server without a start; and without a label of its own the traffic of
 * devices would be counted as the operators'.
 */
final class ServerMeters implements MeterFilter {

    static final String SERVER = "server";
    static final String EST = "est";

    private static final String SERVERS = "http.server.";
    private static final String PORT = "server.port";
    private static final Tag API = Tag.of(SERVER, "api");

    private final List<Tag> estPorts = new ArrayList<>();

    ServerMeters(EstConfig est) {
        estPorts.add(Tag.of(PORT, Integer.toString(est.port())));
        est.proxy().port().ifPresent(port -> estPorts.add(Tag.of(PORT, Integer.toString(port))));
    }

    @Produces
    @Singleton
    static MeterFilter meters(EstConfig est) {
        return new ServerMeters(est);
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        return id.getName().startsWith(SERVERS) ? labelled(id) : id;
    }

    private Meter.Id labelled(Meter.Id id) {
        var server = id.getTags().stream().anyMatch(estPorts::contains) ? Tag.of(SERVER, EST) : API;
        var tags = id.getTags().stream().filter(tag -> !tag.getKey().equals(PORT)).toList();
        var plain = id.replaceTags(tags);
        return id.getTag(SERVER) == null ? plain.withTag(server) : plain;
    }
}
