// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.broker.Broker;
import io.muster.acl.broker.Brokers;
import io.muster.acl.broker.Realm;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The gates of all registered brokers. */
public final class Gates {

    private final Map<String, Map<String, Gate>> byBroker;

    /**
     * @param open makes the gate of one realm
     */
    public Gates(Brokers brokers, BiFunction<Broker, Realm, Gate> open) {
        this.byBroker =
                brokers.stream()
                        .collect(
                                Collectors.toMap(
                                        Broker::id,
                                        broker ->
                                                realms(
                                                        broker,
                                                        realm -> open.apply(broker, realm))));
    }

    private static Map<String, Gate> realms(Broker broker, Function<Realm, Gate> open) {
        return broker.realms().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> open.apply(each.getValue())));
    }

    /** The gates of a registered broker by virtual host or mount point. */
    public Map<String, Gate> of(Broker broker) {
        return byBroker.getOrDefault(broker.id(), Map.of());
    }
}
