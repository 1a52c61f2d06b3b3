// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.broker.Dialect;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What can be set of this service: {@code muster.acl.*}. */
@ConfigMapping(prefix = "muster.acl")
public interface AclConfig {

    /**
     * What the broker shows with every question, and what we show to the broker's control: 16 or
     * more of {@code A-Z a-z 0-9 . _ ~ -}. There is no default, and no start without one: a known
     * secret is none.
     */
    Optional<String> hookSecret();

    /**
     * How long a client may wait for the answer to its connect. Shorter than the broker's own
     * deadline, which is 2 s in our HiveMQ extension and 5 s or more elsewhere.
     */
    @WithDefault("1700ms")
    Duration deadline();

    /** How much cryptography may be under way or waiting; beyond that clients are refused. */
    @WithDefault("256")
    int workers();

    Fleet fleet();

    Registered broker();

    Sessions sessions();

    Token token();

    /** The read model of devices and certificates. */
    interface Fleet {

        /** How old it may be before devices are denied everything. */
        @WithDefault("5m")
        Duration maxStaleness();

        /**
         * How long a device with a certificate of a known issuer waits for the event about that
         * certificate. Devices often connect within milliseconds of their enrollment.
         */
        @WithDefault("1s")
        Duration patience();
    }

    /** The registered broker. */
    interface Registered {

        /** Its name, a segment of the hooks' paths. */
        @WithDefault("sandbox")
        String id();

        /** How it asks: {@code hivemq}, {@code emqx} or {@code rabbitmq}. */
        @WithDefault("hivemq")
        Dialect dialect();

        /** The only tenant whose identities are let in; absent for all. */
        Optional<String> tenant();

        /**
         * Where live sessions are ended: the control address of our HiveMQ extension, EMQX's or
         * RabbitMQ's management API. Without it a revoked device keeps an idle connection on which
         * it may do nothing.
         */
        Optional<URI> controlUrl();

        /** The user of EMQX's or RabbitMQ's management API. */
        Optional<String> controlUser();

        /** Its password. */
        Optional<String> controlPassword();

        /** RabbitMQ: the virtual host. */
        @WithDefault("/")
        String vhost();

        /** RabbitMQ: the exchange of MQTT topics. */
        @WithDefault("amq.topic")
        String exchange();

        /**
         * RabbitMQ: whether a user without a password is a device whose certificate the broker has
         * checked. Needs the tenant to be set.
         */
        @WithDefault("false")
        boolean certificateLogin();
    }

    /** The records of who is connected. */
    interface Sessions {

        /** How many are kept; more clients are refused. One takes about half a kilobyte. */
        @WithDefault("250000")
        int max();

        /** How long one is kept of which nothing is heard. Longer than a device is silent. */
        @WithDefault("24h")
        Duration idle();
    }

    /** Tokens in the place of MQTT passwords. */
    interface Token {

        /** Where the issuer is reached; also its name, unless that is set. */
        @WithDefault("${quarkus.oidc.auth-server-url}")
        URI address();

        /** What the issuer calls itself, when that is not its address. */
        Optional<String> issuer();

        /** The audience that must be among the token's. */
        @WithDefault("muster")
        String audience();

        /** The signature algorithms that are accepted; asymmetric ones only. */
        @WithDefault("ES256,ES384,RS256,RS384,RS512,PS256,PS384,PS512,EdDSA")
        Set<String> algorithms();

        /** How far the issuer's clock may be ahead of ours; at most 2 min. */
        @WithDefault("30s")
        Duration skew();

        /** The longest accepted life of a token. */
        @WithDefault("24h")
        Duration maxLifetime();

        /** How long the issuer's keys serve before they are fetched again. */
        @WithDefault("5m")
        Duration refreshKeys();
    }
}
