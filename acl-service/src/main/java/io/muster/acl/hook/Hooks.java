// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.broker.Broker;
import io.muster.acl.broker.Brokers;
import io.muster.acl.broker.Dialect;
import io.muster.acl.gate.Gate;
import io.muster.acl.gate.Gates;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.stream.Collectors;

/** Opens the hooks of the registered brokers. */
@ApplicationScoped
class Hooks {

    private final HookRoute route;

    Hooks(Brokers brokers, Gates gates) {
        this.route =
                new HookRoute(
                        brokers.stream()
                                .filter(broker -> broker.dialect() != Dialect.NATIVE)
                                .collect(
                                        Collectors.toMap(
                                                Broker::id,
                                                broker ->
                                                        new Hook(
                                                                broker,
                                                                dialect(
                                                                        broker,
                                                                        gates.of(broker))))));
    }

    private static HookDialect dialect(Broker broker, Map<String, Gate> realms) {
        var gate = realms.values().iterator().next();
        return switch (broker.dialect()) {
            case HIVEMQ -> new HiveMqDialect(gate);
            case EMQX -> new EmqxDialect(gate);
            case RABBITMQ -> new RabbitMqDialect(realms, broker.traits());
            case VERNEMQ, MOSQUITTO, MOSQUITTO_JWT, NANOMQ, RMQTT, BIFROMQ, NATIVE ->
                    throw new IllegalStateException(broker.dialect() + " is not served");
        };
    }

    void register(@Observes Router router) {
        route.register(router);
    }
}
