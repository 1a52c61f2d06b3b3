// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's policies work with. Of what is null nothing is known, and nothing is said.
 *
 * @param claims the first members of the claims that the tenant's issuers give
 * @param attributes the attributes that its devices have
 * @param groups the groups that somebody is in
 */
public record Surroundings(
        @Nullable Set<String> claims,
        @Nullable Set<String> attributes,
        @Nullable Set<String> groups,
        List<BrokerTraits> brokers) {

    /** Of a tenant of which nothing is known. */
    public static final Surroundings UNKNOWN = new Surroundings(null, null, null, List.of());

    public Surroundings {
        claims = claims == null ? null : Set.copyOf(claims);
        attributes = attributes == null ? null : Set.copyOf(attributes);
        groups = groups == null ? null : Set.copyOf(groups);
        brokers = List.copyOf(brokers);
    }

    /** What a broker tells when it asks. */
    public enum Told {
        QOS,
        RETAIN,
        SHARED,
        IP,
        LISTENER,
        PROTOCOL,
        TLS,
        /** It asks about each message that it delivers. */
        RECEIVE
    }

    /** What a broker makes of topics. */
    public enum Quirk {
        /** A dot and a slash are one, and a star is a wildcard: RabbitMQ. */
        DOTS_ARE_SLASHES,
        /** A comma separates filters: NanoMQ. */
        COMMAS_SEPARATE,
        /** It takes {@code a/+} in a rule it was given to cover {@code a/#}: EMQX. */
        LAST_PLUS_IS_REST
    }

    /**
     * One broker.
     *
     * @param name for messages
     */
    public record BrokerTraits(String name, Set<Told> tells, Set<Quirk> quirks) {

        public BrokerTraits {
            tells = Set.copyOf(tells);
            quirks = Set.copyOf(quirks);
        }
    }
}
