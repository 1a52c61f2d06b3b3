// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.acl.broker.Brokers;
import io.muster.acl.broker.Realm;
import io.muster.acl.eviction.Evictions;
import io.muster.acl.eviction.Evictor;
import io.muster.acl.eviction.Evictors;
import io.muster.acl.eviction.HeldSessions;
import io.muster.acl.gate.Grounds;
import io.muster.acl.policy.PolicySet;
import io.muster.acl.session.Sessions;
import io.muster.platform.call.HttpCalls;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;

/** Puts together what acts when somebody falls out of the read model. */
@Dependent
class EvictionWiring {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int MAX_ANSWER = 256 * 1024;

    private final AclConfig config;
    private final Brokers brokers;
    private final Grounds grounds;
    private final Sessions sessions;

    EvictionWiring(AclConfig config, Brokers brokers, Grounds grounds, Sessions sessions) {
        this.config = config;
        this.brokers = brokers;
        this.grounds = grounds;
        this.sessions = sessions;
    }

    @Produces
    @Singleton
    Evictors evictors(
            Vertx vertx, TlsConfigurationRegistry tls, Clock clock, MeterRegistry meters) {
        var trust = tls.getDefault().map(TlsConfiguration::getTrustStoreOptions);
        var calls = new HttpCalls(vertx, trust, DEADLINE, MAX_ANSWER);
        var builtIn = PolicySet.of(BuiltInPolicies.load());
        var controls = new Controls(config, calls, builtIn, clock);
        var byRealm = new HashMap<Realm, Evictor>();
        brokers.stream()
                .forEach(broker -> {
                    broker.realms()
                            .forEach((name, realm) ->
                                    controls.of(broker, name, realm)
                                            .map(control ->
                                                    new Evictions(
                                                            control,
                                                            held(realm, clock),
                                                            vertx,
                                                            clock,
                                                            meters,
                                                            realm.place()))
                                            .ifPresent(evictions -> byRealm.put(realm, evictions)));
                });
        return new Evictors(byRealm);
    }

    private HeldSessions held(Realm realm, Clock clock) {
        return new HeldSessions(
                realm.place(), sessions, session -> !grounds.gone(session, clock.instant()));
    }
}
