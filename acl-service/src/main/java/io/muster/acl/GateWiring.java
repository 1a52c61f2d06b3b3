// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.acl.book.PolicyBook;
import io.muster.acl.bounded.Workers;
import io.muster.acl.broker.Broker;
import io.muster.acl.broker.Brokers;
import io.muster.acl.broker.Realm;
import io.muster.acl.certificate.Trust;
import io.muster.acl.eviction.Evictors;
import io.muster.acl.fleet.FleetModel;
import io.muster.acl.gate.Admissions;
import io.muster.acl.gate.CarriedCredentials;
import io.muster.acl.gate.Doorkeeper;
import io.muster.acl.gate.Entrance;
import io.muster.acl.gate.Gate;
import io.muster.acl.gate.Gates;
import io.muster.acl.gate.Grounds;
import io.muster.acl.gate.Logins;
import io.muster.acl.gate.PasswordChecks;
import io.muster.acl.gate.PasswordGrounds;
import io.muster.acl.gate.Permissions;
import io.muster.acl.gate.ProofDemand;
import io.muster.acl.gate.ProofDemands;
import io.muster.acl.gate.SessionBook;
import io.muster.acl.gate.Verdicts;
import io.muster.acl.limits.LimitRules;
import io.muster.acl.limits.Limits;
import io.muster.acl.revocation.Revocations;
import io.muster.acl.session.SessionSeal;
import io.muster.acl.session.Sessions;
import io.muster.acl.token.Tokens;
import io.muster.acl.trail.Trail;
import io.muster.platform.topic.TenantId;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;

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
    Doorkeeper doorkeeper() {
        var told = config.limits();
        var rules =
                new LimitRules(
                        told.failuresPerAddress(),
                        told.failuresPerName(),
                        told.connectsPerClient(),
                        told.window(),
                        told.firstBlock(),
                        told.longestBlock());
        return new Doorkeeper(new Limits(rules), clock, meters);
    }

    @Produces
    @Singleton
    Grounds grounds(
            FleetModel model, Trust trust, PasswordGrounds passwords, Revocations revocations) {
        return new Grounds(model, trust, passwords, revocations);
    }

    @Produces
    @Singleton
    Logins logins(
            FleetModel model,
            Trust trust,
            PasswordGrounds passwords,
            PasswordChecks checks,
            Tokens tokens,
            Workers workers,
            Revocations revocations) {
        return new Logins(
                model,
                trust,
                passwords,
                checks,
                tokens,
                workers,
                revocations,
                demands(),
                clock,
                config.deadline());
    }

    private ProofDemands demands() {
        var byTenant = new HashMap<TenantId, ProofDemand>();
        config.tenants()
                .forEach((name, told) ->
                        told.proofs()
                                .ifPresent(demand -> byTenant.put(new TenantId(name), demand)));
        return new ProofDemands(byTenant, config.proofs());
    }

    @Produces
    @Singleton
    Gates gates(
            Brokers brokers,
            Doorkeeper doorkeeper,
            Logins logins,
            Revocations revocations,
            Sessions sessions,
            PolicyBook policies,
            Grounds grounds,
            Evictors evictors,
            Trail trail) {
        return new Gates(
                brokers,
                (broker, realm) -> {
                    var verdicts = new Verdicts(meters, broker, realm, trail, clock);
                    var book = book(broker, realm, sessions, grounds);
                    var evictor = evictors.of(realm);
                    var entrance =
                            new Entrance(
                                    realm,
                                    doorkeeper,
                                    logins.within(patience(broker)),
                                    revocations,
                                    policies,
                                    clock);
                    return new Gate(
                            realm,
                            new Admissions(entrance, doorkeeper, book, verdicts),
                            new Permissions(
                                    book, policies, grounds, verdicts, clock, evictor::stillThere),
                            new CarriedCredentials(entrance, policies, verdicts, clock),
                            verdicts);
                });
    }

    private Duration patience(Broker broker) {
        return Optional.ofNullable(config.brokers().get(broker.id()))
                .flatMap(AclConfig.Registered::deadline)
                .orElse(config.deadline());
    }

    private SessionBook book(Broker broker, Realm realm, Sessions sessions, Grounds grounds) {
        return new SessionBook(
                realm.place(),
                sessions,
                new SessionSeal(broker.secret().revealAll()),
                session -> grounds.gone(session, clock.instant()),
                clock);
    }
}
