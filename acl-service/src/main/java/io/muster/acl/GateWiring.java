// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.acl.book.PolicyBook;
import io.muster.acl.bounded.Workers;
import io.muster.acl.broker.Broker;
import io.muster.acl.broker.Brokers;
import io.muster.acl.broker.Realm;
import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.eviction.Evictor;
import io.muster.acl.eviction.Evictors;
import io.muster.acl.fleet.DeviceKey;
import io.muster.acl.fleet.FleetModel;
import io.muster.acl.gate.Admissions;
import io.muster.acl.gate.CarriedCredentials;
import io.muster.acl.gate.Entrance;
import io.muster.acl.gate.Gate;
import io.muster.acl.gate.Gates;
import io.muster.acl.gate.Logins;
import io.muster.acl.gate.Permissions;
import io.muster.acl.gate.SessionBook;
import io.muster.acl.gate.Verdicts;
import io.muster.acl.session.SessionSeal;
import io.muster.acl.session.Sessions;
import io.muster.acl.token.Tokens;
import io.muster.acl.trail.Trail;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts together what decides. */
@Dependent
class GateWiring {

    private final AclConfig config;
    private final Clock clock;
    private final MeterRegistry meters;

    GateWiring(AclConfig config, Clock clock, MeterRegistry meters) {
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    @Produces
    @Singleton
    Workers workers(Vertx vertx) {
        return new Workers(vertx, config.workers());
    }

    @Produces
    @Singleton
    Trail trail() {
        return new Trail(config.trail().size(), config.trail().everyAllow());
    }

    @Produces
    @Singleton
    Sessions sessions() {
        var sessions = new Sessions(config.sessions().max(), config.sessions().idle());
        Gauge.builder("muster.acl.sessions", sessions, Sessions::size)
                .description("Sessions that this replica has a record of")
                .register(meters);
        return sessions;
    }

    @Produces
    @Singleton
    Logins logins(FleetModel model, Tokens tokens, Workers workers) {
        return new Logins(model, tokens, workers, clock, config.deadline());
    }

    @Produces
    @Singleton
    Gates gates(
            Brokers brokers,
            Logins logins,
            Sessions sessions,
            PolicyBook policies,
            FleetModel model,
            Evictors evictors,
            Trail trail) {
        return new Gates(
                brokers,
                (broker, realm) -> {
                    var verdicts = new Verdicts(meters, broker, realm, trail, clock);
                    var book = book(broker, realm, sessions, model);
                    var evictor = evictors.of(realm);
                    var entrance = new Entrance(realm, logins, policies, clock);
                    return new Gate(
                            realm,
                            new Admissions(entrance, book, verdicts),
                            new Permissions(
                                    book,
                                    policies,
                                    model::objection,
                                    verdicts,
                                    clock,
                                    principal -> report(principal, evictor)),
                            new CarriedCredentials(entrance, policies, verdicts, clock),
                            verdicts);
                });
    }

    private SessionBook book(Broker broker, Realm realm, Sessions sessions, FleetModel model) {
        return new SessionBook(
                realm.place(),
                sessions,
                new SessionSeal(broker.secret().revealAll()),
                principal -> model.fell(principal, clock.instant()),
                clock);
    }

    private static void report(Principal principal, Evictor evictor) {
        if (principal instanceof Device device) {
            evictor.stillThere(new DeviceKey(device.tenant(), device.device()));
        }
    }
}
