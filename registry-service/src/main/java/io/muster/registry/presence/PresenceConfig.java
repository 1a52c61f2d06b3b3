// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What can be set of presence: {@code muster.presence.*}. */
@ConfigMapping(prefix = "muster.presence")
public interface PresenceConfig {

    /**
     * The brokers that tell of connections, by a name that is a segment of their hooks' paths:
     * {@code muster.presence.brokers."edge-1".dialect} and so on. Nobody else is listened to.
     */
    Map<String, Teller> brokers();

    /** One registered broker. */
    interface Teller {

        /** How it tells. */
        BrokerDialect dialect();

        /**
         * What the broker shows with every call: 22 or more of {@code A-Z a-z 0-9 . _ ~ -}. Not for
         * brokers that do not call.
         */
        Optional<String> hookSecret();

        /** The secret before this one, which is accepted as well. */
        Optional<String> previousHookSecret();

        /**
         * The tenant whose devices its clients are. HiveMQ: {@code *} for the tenant that
         * acl-service found a client to be of.
         */
        Optional<String> tenant();

        /**
         * RabbitMQ and VerneMQ, instead of {@code tenant}: which tenant has which virtual host or
         * mount point. What happens in others is nobody's.
         */
        Map<String, String> tenants();

        /** RabbitMQ: the management API that is asked. */
        Optional<URI> url();

        /** RabbitMQ: a user of the management API with the tag {@code monitoring}. */
        Optional<String> user();

        /** RabbitMQ: the user's password. */
        Optional<String> password();

        /** RabbitMQ: how often it is asked. */
        @WithDefault("PT10S")
        Duration every();
    }

    /** The ways in which brokers tell of connections. */
    enum BrokerDialect {
        /** Our extension of HiveMQ calls us. */
        HIVEMQ,
        /** EMQX's rule engine calls us. */
        EMQX,
        /** EMQX publishes below {@code $SYS}; it is the broker of the service's own channels. */
        EMQX_TOPICS,
        /** VerneMQ's web hooks call us. */
        VERNEMQ,
        /** We ask RabbitMQ's management API, again and again. */
        RABBITMQ;

        /** Whether it calls, and so has to show a secret. */
        public boolean calls() {
            return this != RABBITMQ && this != EMQX_TOPICS;
        }

        /** Whether it can't send a header, so that its secret is in the path. */
        public boolean secretInPath() {
            return this == VERNEMQ;
        }

        /** Whether a broker may be divided among tenants. */
        public boolean divided() {
            return this == VERNEMQ || this == RABBITMQ;
        }

        /** The segment of its path. */
        public String segment() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
