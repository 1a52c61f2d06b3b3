// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.broker.Brokers;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Reads the brokers' registrations; what is wrong with one keeps the service from starting. */
@Dependent
class BrokerWiring {

    private static final Logger LOG = Logger.getLogger(BrokerWiring.class);

    private final AclConfig config;

    BrokerWiring(AclConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Brokers brokers() {
        var told = config.brokers();
        if (told.isEmpty()) {
            LOG.warn("No broker is registered under muster.acl.brokers: every hook is closed");
        }
        return new Brokers(
                told.entrySet().stream()
                        .map(each -> new Registration(each.getKey(), each.getValue()).broker())
                        .toList());
    }
}
