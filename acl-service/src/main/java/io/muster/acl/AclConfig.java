// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.broker.Dialect;
import io.muster.acl.broker.ResponseMode;
import io.muster.acl.gate.ProofDemand;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What can be set of this service: {@code muster.acl.*}. */
@ConfigMapping(prefix = "muster.acl")
public interface AclConfig {

    /**
     * How long a client may wait for the answer to its connect. Shorter than the broker's own
     * deadline, which is 2 s in our HiveMQ extension and 5 s or more elsewhere.
     */
    @WithDefault("1700ms")
    Duration deadline();

    /** How much cryptography may be under way or waiting; beyond that clients are refused. */
    @WithDefault("256")
    int workers();

    /**
     * How others reach this service, for its AuthZEN metadata; without it, whatever address the
     * request for them was sent to.
     */
    Optional<URI> address();

    Fleet fleet();

    /**
     * The brokers that may ask, by name, which is a segment of their hooks' paths: {@code
     * muster.acl.brokers."edge-1".dialect} and so on. Everybody else is told nothing.
     */
    Map<String, Registered> brokers();

    /**
     * Which proofs clients have to show: {@code any}, {@code both} a certificate and a token, or
     * {@code cert-bound}, a token that was issued for the certificate (RFC 8705).
     */
    @WithDefault("any")
    ProofDemand proofs();

    /** What tenants choose for themselves: {@code muster.acl.tenants."acme".proofs}. */
    Map<String, Tenant> tenants();

    Certificates certificates();

    CredentialTerms credentials();

    Sessions sessions();

    /** Against guessing, and against clients that throw each other out. */
    LimitTerms limits();

    DecisionTrail trail();

    /** Tokens in the place of MQTT passwords. */
    Token token();

    /** Further issuers of such tokens, by a word that appears in logs and metrics only. */
    Map<String, TokenIssuer> issuers();

    Policies policies();

    /** The read model of devices and certificates. */
    interface Fleet {

        /**
         * Whether registry-service is followed. Without it no device of the registry is known; by
         * default it is not where policies come from files.
         */
        @WithDefault("true")
        boolean enabled();

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

    /** One registered broker. */
    interface Registered {

        /**
         * How it asks: {@code hivemq}, {@code emqx}, {@code vernemq}, {@code rabbitmq}, {@code
         * mosquitto}, {@code mosquitto-jwt}, {@code nanomq}, {@code rmqtt} or {@code bifromq}.
         */
        Dialect dialect();

        /**
         * What the broker shows with every question, and what we show to our HiveMQ extension: 22
         * or more of {@code A-Z a-z 0-9 . _ ~ -}. There is no default, and no start without one: a
         * known secret is none.
         */
        String hookSecret();

        /**
         * As {@code muster.acl.deadline}, for the clients of this broker. Where it waits 5 s, as
         * most do unless told otherwise, 4 s leave a login by password more time.
         */
        Optional<Duration> deadline();

        /**
         * The secret before this one, which is accepted as well: set it to change the secret while
         * clients are connected, and take it away when the broker has the new one.
         */
        Optional<String> previousHookSecret();

        /** The only tenant whose identities are let in; absent for all. */
        Optional<String> tenant();

        /**
         * RabbitMQ and VerneMQ, instead of {@code tenant}: which tenant has which virtual host or
         * mount point, {@code *} for all tenants. A virtual host or mount point that is not here is
         * refused; without any, it is RabbitMQ's {@code /} and VerneMQ's empty one that serve.
         */
        Map<String, String> tenants();

        /**
         * Where live sessions are ended: the control address of our HiveMQ extension, or the
         * management API of EMQX, RabbitMQ or VerneMQ. Without it a revoked device keeps an idle
         * connection on which it may do nothing.
         */
        Optional<URI> controlUrl();

        /** The user of the management API; VerneMQ's API key. */
        Optional<String> controlUser();

        /** Its password; VerneMQ's API keys have none. */
        Optional<String> controlPassword();

        /** RabbitMQ: the exchange of MQTT topics. */
        @WithDefault("amq.topic")
        String exchange();

        /**
         * RabbitMQ, NanoMQ, mosquitto: whether a name without a password is a device whose
         * certificate the broker has checked. Needs the tenant to be set. On mosquitto, where every
         * client has a password, it is the name that counts, so that each of its listeners must
         * demand a certificate.
         */
        @WithDefault("false")
        boolean certificateLogin();

        /** mosquitto, mosquitto-jwt: the plugin's {@code response_mode}. */
        @WithDefault("status")
        ResponseMode responses();

        /**
         * VerneMQ, RMQTT: how long the broker may keep an allowed publish or subscription and not
         * ask again, which is how long one stays allowed after a change. Zero for not at all.
         */
        @WithDefault("0s")
        Duration cache();

        /** EMQX: whether the rights that it can judge by itself are sent with the login. */
        @WithDefault("false")
        boolean preload();

        /**
         * NanoMQ: whether topics with a comma may be published to. NanoMQ asks about all filters of
         * a subscription at once, with commas between them, so that a filter with a comma can't be
         * told from two: where such topics exist, somebody may hear them who should not.
         */
        @WithDefault("false")
        boolean commaTopics();

        /**
         * VerneMQ: whether a client's user name becomes our session id, by which a restarted or
         * second replica knows it again. The name then shows in the broker's logs.
         */
        @WithDefault("false")
        boolean sealedNames();

        /**
         * EMQX, NanoMQ, RMQTT: what your template calls a field, where it is not the name that our
         * guide uses: {@code fields.clientid=client}.
         */
        Map<String, String> fields();
    }

    /** The decisions of late, for {@code GET /api/v1/decisions} and for replay. */
    interface DecisionTrail {

        /** How many are kept; one takes about two hundred bytes. */
        @WithDefault("20000")
        int size();

        /** Each refusal is kept, and one in so many that were allowed. */
        @WithDefault("20")
        int everyAllow();

        /** How often refusals are brought into the audit log. */
        @WithDefault("10s")
        Duration auditEvery();
    }

    /** Where policies come from, besides those that are built in. */
    interface Policies {

        /**
         * A folder of {@code *.json} documents, or one such file. The policies are then read from
         * there, again when they change, and no database is needed; the API does not write them.
         */
        Optional<Path> dir();

        /**
         * Whether the policies of our own devices and services hold. False for brokers that carry
         * nothing of Muster: every right then comes from your documents.
         */
        @WithDefault("true")
        boolean builtIn();

        /**
         * Whether the levels after {@code d/}, {@code p/} and {@code events/} are names of tenants,
         * which no tenant's policy can reach beyond its own. Without it only policies keep tenants
         * of one broker apart.
         */
        @WithDefault("${muster.acl.policies.built-in:true}")
        boolean tenantWall();

        /**
         * How often to look for policies and revocations that changed. The database is asked for
         * one small row of each tenant that has some; a change is in force everywhere after twice
         * this at most.
         */
        @WithDefault("500ms")
        Duration lookEvery();
    }

    /** Certificates that no registry knows of. */
    interface Certificates {

        /** The authorities that a tenant trusts by itself, by tenant. */
        Map<String, TrustTerms> trust();
    }

    /** What a tenant chooses for itself. */
    interface Tenant {

        /** As {@code muster.acl.proofs}, for this tenant. */
        Optional<ProofDemand> proofs();
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

    /**
     * The issuer of our own services' tokens; also of operators' and tenants', unless others are
     * set.
     */
    interface Token extends TokenTerms {

        /** Where the issuer is reached; also its name, unless that is set. */
        @WithDefault("${quarkus.oidc.auth-server-url}")
        URI address();
    }

    /** An issuer whose tokens are accepted on MQTT besides. */
    interface TokenIssuer extends TokenTerms {

        /** Where the issuer is reached; also its name, unless that is set. */
        URI address();
    }
}
