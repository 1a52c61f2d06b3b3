// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.acl.broker.HookSecret;
import io.muster.acl.call.HttpCalls;
import io.muster.acl.eviction.BrokerControl;
import io.muster.acl.eviction.EmqxControl;
import io.muster.acl.eviction.Evictions;
import io.muster.acl.eviction.Evictor;
import io.muster.acl.eviction.HeldSessions;
import io.muster.acl.eviction.HiveMqControl;
import io.muster.acl.eviction.ManagementUser;
import io.muster.acl.eviction.NoControl;
import io.muster.acl.eviction.RabbitMqControl;
import io.muster.acl.fleet.FleetFeed;
import io.muster.acl.fleet.FleetModel;
import io.muster.acl.fleet.FleetTarget;
import io.muster.acl.session.Sessions;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Puts together the read model, and what acts when somebody falls out of it. */
@Dependent
class FleetWiring {

    private static final Logger LOG = Logger.getLogger(FleetWiring.class);
    private static final Duration CONTROL_DEADLINE = Duration.ofSeconds(5);
    private static final int MAX_CONTROL_ANSWER = 4 * 1024 * 1024;

    private final AclConfig config;
    private final Clock clock;

    FleetWiring(AclConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Produces
    @Singleton
    FleetModel model(FleetFeed feed) {
        return new FleetModel(feed::age, config.fleet().maxStaleness(), config.fleet().patience());
    }

    @Produces
    @Singleton
    FleetTarget target(FleetModel model, Evictor evictor) {
        return new FleetTarget(model, evictor);
    }

    @Produces
    @Singleton
    Evictor evictor(
            HookSecret secret,
            Sessions sessions,
            FleetModel model,
            Vertx vertx,
            TlsConfigurationRegistry tls,
            MeterRegistry meters) {
        var broker = config.broker();
        if (broker.controlUrl().isEmpty()) {
            LOG.warn("muster.acl.broker.control-url is not set: no session is ended by revocation");
            return new NoControl();
        }
        var trust = tls.getDefault().map(TlsConfiguration::getTrustStoreOptions);
        var calls = new HttpCalls(vertx, trust, CONTROL_DEADLINE, MAX_CONTROL_ANSWER);
        var held =
                new HeldSessions(
                        broker.id(),
                        sessions,
                        principal -> !model.fell(principal, clock.instant()));
        return new Evictions(
                control(calls, broker.controlUrl().get(), secret), held, vertx, clock, meters);
    }

    private BrokerControl control(HttpCalls calls, URI address, HookSecret secret) {
        return switch (config.broker().dialect()) {
            case HIVEMQ -> new HiveMqControl(calls, address, secret.reveal());
            case EMQX -> new EmqxControl(calls, address, user());
            case RABBITMQ -> new RabbitMqControl(calls, address, user());
        };
    }

    private ManagementUser user() {
        return new ManagementUser(
                required(config.broker().controlUser(), "user"),
                required(config.broker().controlPassword(), "password"));
    }

    private static String required(Optional<String> value, String name) {
        return value.orElseThrow(() ->
                new IllegalStateException("muster.acl.broker.control-" + name + " is not set"));
    }
}
