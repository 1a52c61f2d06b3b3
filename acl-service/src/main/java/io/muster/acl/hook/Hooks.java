// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.broker.Broker;
import io.muster.acl.broker.HookSecret;
import io.muster.acl.gate.Admissions;
import io.muster.acl.gate.Permissions;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Opens the hooks of the registered broker. */
@ApplicationScoped
class Hooks {

    private final HookRoute route;

    Hooks(Broker broker, HookSecret secret, Admissions admissions, Permissions permissions) {
        var dialect =
                switch (broker.dialect()) {
                    case HIVEMQ -> new HiveMqDialect(admissions, permissions);
                    case EMQX -> new EmqxDialect(admissions, permissions);
                    case RABBITMQ -> new RabbitMqDialect(broker, admissions, permissions);
                };
        this.route = new HookRoute(broker, secret, dialect);
    }

    void register(@Observes Router router) {
        route.register(router);
    }
}
