// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.acl.bounded.Workers;
import io.muster.acl.call.HttpCalls;
import io.muster.acl.token.IssuerKeys;
import io.muster.acl.token.KeySource;
import io.muster.acl.token.TokenRules;
import io.muster.acl.token.Tokens;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Puts together what verifies tokens. */
@Dependent
class TokenWiring {

    private static final Duration ISSUER_DEADLINE = Duration.ofSeconds(3);
    private static final int MAX_KEYS_BYTES = 256 * 1024;

    private final AclConfig.Token config;
    private final Clock clock;

    TokenWiring(AclConfig config, Clock clock) {
        this.config = config.token();
        this.clock = clock;
    }

    @Produces
    @Singleton
    IssuerKeys keys(Vertx vertx, TlsConfigurationRegistry tls, MeterRegistry meters) {
        var trust = tls.getDefault().map(TlsConfiguration::getTrustStoreOptions);
        var calls = new HttpCalls(vertx, trust, ISSUER_DEADLINE, MAX_KEYS_BYTES);
        var source = new KeySource(calls, config.address(), issuer());
        var keys = new IssuerKeys(vertx, source::ask, config.refreshKeys(), clock);
        Gauge.builder("muster.acl.keys.age.seconds", keys, IssuerKeys::age)
                .description("Since when the issuer's keys are the ones we have")
                .register(meters);
        return keys;
    }

    @Produces
    @Singleton
    Tokens tokens(IssuerKeys keys, Workers workers) {
        var rules =
                new TokenRules(
                        issuer(),
                        config.audience(),
                        config.algorithms(),
                        config.skew(),
                        config.maxLifetime());
        return new Tokens(rules, keys, workers, clock);
    }

    private String issuer() {
        return config.issuer().orElseGet(() -> config.address().toString());
    }
}
