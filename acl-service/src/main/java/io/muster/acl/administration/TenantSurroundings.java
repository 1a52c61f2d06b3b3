// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import static io.muster.acl.policy.Surroundings.Told.IP;
import static io.muster.acl.policy.Surroundings.Told.LISTENER;
import static io.muster.acl.policy.Surroundings.Told.PROTOCOL;
import static io.muster.acl.policy.Surroundings.Told.QOS;
import static io.muster.acl.policy.Surroundings.Told.RECEIVE;
import static io.muster.acl.policy.Surroundings.Told.RETAIN;
import static io.muster.acl.policy.Surroundings.Told.SHARED;
import static io.muster.acl.policy.Surroundings.Told.TLS;

import io.muster.acl.broker.Broker;
import io.muster.acl.broker.Brokers;
import io.muster.acl.broker.Dialect;
import io.muster.acl.policy.Surroundings;
import io.muster.acl.policy.Surroundings.BrokerTraits;
import io.muster.acl.policy.Surroundings.Quirk;
import io.muster.acl.policy.Surroundings.Told;
import io.muster.platform.topic.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;

/** What is known of the brokers that will ask about a tenant's identities. */
@ApplicationScoped
class TenantSurroundings {

    private final Brokers brokers;

    TenantSurroundings(Brokers brokers) {
        this.brokers = brokers;
    }

    Surroundings of(TenantId tenant) {
        var traits =
                brokers.stream()
                        .filter(broker -> serves(broker, tenant))
                        .map(TenantSurroundings::traits)
                        .toList();
        return new Surroundings(null, null, null, traits);
    }

    private static boolean serves(Broker broker, TenantId tenant) {
        return broker.realms().values().stream().anyMatch(realm -> realm.serves(tenant));
    }

    private static BrokerTraits traits(Broker broker) {
        return new BrokerTraits(broker.id(), tells(broker.dialect()), quirks(broker));
    }

    /** What the questions of a dialect carry, as far as we read them. */
    private static Set<Told> tells(Dialect dialect) {
        return switch (dialect) {
            case HIVEMQ -> EnumSet.of(QOS, RETAIN, SHARED, IP, LISTENER, PROTOCOL, TLS);
            case EMQX -> EnumSet.of(QOS, RETAIN, IP, LISTENER, TLS);
            case VERNEMQ -> EnumSet.of(QOS, RETAIN, SHARED, IP, LISTENER, PROTOCOL, TLS);
            case RABBITMQ -> EnumSet.of(SHARED, IP);
            case MOSQUITTO, MOSQUITTO_JWT -> EnumSet.of(SHARED, RECEIVE);
            case NANOMQ -> EnumSet.of(SHARED, IP);
            case RMQTT -> EnumSet.of(SHARED, IP, PROTOCOL);
            case BIFROMQ -> EnumSet.of(QOS, RETAIN, SHARED, IP);
            case NATIVE, FORWARD_AUTH -> EnumSet.allOf(Told.class);
        };
    }

    private static Set<Quirk> quirks(Broker broker) {
        return switch (broker.dialect()) {
            case RABBITMQ -> Set.of(Quirk.DOTS_ARE_SLASHES);
            case NANOMQ -> Set.of(Quirk.COMMAS_SEPARATE);
            case EMQX -> broker.traits().preload() ? Set.of(Quirk.LAST_PLUS_IS_REST) : Set.of();
            default -> Set.of();
        };
    }
}
