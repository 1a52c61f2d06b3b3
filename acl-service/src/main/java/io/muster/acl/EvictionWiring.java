// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.acl.broker.Broker;
import io.muster.acl.broker.HookSecret;
import io.muster.acl.call.HttpCalls;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.eviction.BrokerControl;
import io.muster.acl.eviction.EmqxControl;
import io.muster.acl.eviction.Evictions;
import io.muster.acl.eviction.Evictor;
import io.muster.acl.eviction.HeldSessions;
import io.muster.acl.eviction.HiveMqControl;
import io.muster.acl.eviction.ManagementUser;
import io.muster.acl.eviction.NoControl;
import io.muster.acl.eviction.RabbitMqControl;
import io.muster.acl.fleet.FleetModel;
import io.muster.acl.policy.PolicySet;
import io.muster.acl.session.Sessions;
import io.muster.platform.topic.DeviceId;
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
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Puts together what acts when somebody falls out of the read model. */
@Dependent
class EvictionWiring {

    private static final Logger LOG = Logger.getLogger(EvictionWiring.class);
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int MAX_ANSWER = 256 * 1024;

    private final AclConfig.Registered settings;
    private final Broker broker;
    private final HookSecret secret;

    EvictionWiring(AclConfig config, Broker broker, HookSecret secret) {
        this.settings = config.broker();
        this.broker = broker;
        this.secret = secret;
    }

    @Produces
    @Singleton
    Evictor evictor(
            Sessions sessions,
            FleetModel model,
            PolicySet policies,
            Vertx vertx,
            TlsConfigurationRegistry tls,
            Clock clock,
            MeterRegistry meters) {
        if (settings.controlUrl().isEmpty()) {
            LOG.warn("muster.acl.broker.control-url is not set: no session is ended by revocation");
            return new NoControl();
        }
        var trust = tls.getDefault().map(TlsConfiguration::getTrustStoreOptions);
        var calls = new HttpCalls(vertx, trust, DEADLINE, MAX_ANSWER);
        var control = control(calls, settings.controlUrl().get(), policies, clock);
        var held =
                new HeldSessions(
                        broker.id(),
                        sessions,
                        principal -> !model.fell(principal, clock.instant()));
        return new Evictions(control, held, vertx, clock, meters);
    }

    private BrokerControl control(HttpCalls calls, URI address, PolicySet policies, Clock clock) {
        return switch (broker.dialect()) {
            case HIVEMQ -> new HiveMqControl(calls, address, secret.reveal());
            case EMQX -> new EmqxControl(calls, address, user());
            case RABBITMQ ->
                    new RabbitMqControl(calls, address, user(), deviceNames(policies, clock));
        };
    }

    /** Names that the policies keep for services are no device's, whatever devices there are. */
    private Predicate<String> deviceNames(PolicySet policies, Clock clock) {
        var tenant = broker.tenant();
        return name ->
                tenant != null
                        && DeviceId.parse(name)
                                .map(id -> Device.asserted(tenant, id).subject())
                                .map(who -> new Caller(who, name, name, Origin.UNKNOWN))
                                .filter(who -> policies.connect(who, clock.instant()).allowed())
                                .isPresent();
    }

    private ManagementUser user() {
        return new ManagementUser(
                required(settings.controlUser(), "user"),
                required(settings.controlPassword(), "password"));
    }

    private static String required(Optional<String> value, String name) {
        return value.orElseThrow(() ->
                new IllegalStateException("muster.acl.broker.control-" + name + " is not set"));
    }
}
