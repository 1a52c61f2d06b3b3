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
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Opens the hooks of the registered brokers. */
@ApplicationScoped
class Hooks {

    /** What asks elsewhere. */
    private static final Set<Dialect> OTHERWISE = EnumSet.of(Dialect.NATIVE, Dialect.FORWARD_AUTH);

    private final HookRoute route;

    Hooks(Brokers brokers, Gates gates, Clock clock) {
        var hooks = new HashMap<String, Hook>();
        brokers.stream()
                .filter(broker -> !OTHERWISE.contains(broker.dialect()))
                .forEach(broker -> {
                    var dialect = dialect(broker, gates.of(broker), clock);
                    hooks.put(broker.id(), new Hook(broker, dialect));
                });
        this.route = new HookRoute(hooks);
    }

    private static HookDialect dialect(Broker broker, Map<String, Gate> realms, Clock clock) {
        var gate = realms.values().iterator().next();
        return switch (broker.dialect()) {
            case HIVEMQ -> new HiveMqDialect(gate);
            case EMQX -> new EmqxDialect(gate, broker.traits());
            case RABBITMQ -> new RabbitMqDialect(realms, broker.traits());
            case VERNEMQ -> new VerneMqDialect(realms, broker.traits(), clock);
            case MOSQUITTO -> new MosquittoDialect(gate, broker.traits());
            case MOSQUITTO_JWT -> new MosquittoJwtDialect(gate, broker.traits());
            case NANOMQ -> new NanoMqDialect(gate, broker.traits());
            case RMQTT -> new RmqttDialect(gate, broker.traits(), clock);
            case BIFROMQ -> new BifroMqDialect(gate);
            case NATIVE, FORWARD_AUTH ->
                    throw new IllegalStateException(broker.dialect() + " has no hook");
        };
    }

    void register(@Observes Router router) {
        route.register(router);
    }
}
