// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.broker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The registered brokers. */
public final class Brokers {

    private final Map<String, Broker> byId;

    public Brokers(List<Broker> brokers) {
        this.byId = brokers.stream().collect(Collectors.toMap(Broker::id, Function.identity()));
    }

    /** The broker of this name. */
    public Optional<Broker> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Stream<Broker> stream() {
        return byId.values().stream();
    }

    /** The name spaces of all brokers. */
    public Stream<Realm> realms() {
        return stream().flatMap(broker -> broker.realms().values().stream());
    }
}
