// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.eviction.Evictors;
import io.muster.acl.fleet.FleetFeed;
import io.muster.acl.fleet.FleetModel;
import io.muster.acl.fleet.FleetTarget;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts together the read model. */
@Dependent
class FleetWiring {

    private final AclConfig config;

    FleetWiring(AclConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    FleetModel model(FleetFeed feed) {
        return new FleetModel(feed::age, config.fleet().maxStaleness(), config.fleet().patience());
    }

    @Produces
    @Singleton
    FleetTarget target(FleetModel model, Evictors evictors) {
        return new FleetTarget(model, evictors);
    }
}
