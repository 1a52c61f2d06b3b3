// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.acl.bounded.Workers;
import io.muster.acl.token.ClaimPath;
import io.muster.acl.token.HolderRules;
import io.muster.acl.token.Issuer;
import io.muster.acl.token.IssuerKeys;
import io.muster.acl.token.KeySource;
import io.muster.acl.token.TenantSource;
import io.muster.acl.token.TokenIssuers;
import io.muster.acl.token.TokenRules;
import io.muster.acl.token.Tokens;
import io.muster.acl.token.UsernameSource;
import io.muster.platform.call.HttpCalls;
import io.muster.platform.topic.TenantId;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * Puts together what verifies tokens; what is wrong with an issuer keeps the service from starting.
 */
@Dependent
class TokenWiring {

    private static final Duration ISSUER_DEADLINE = Duration.ofSeconds(3);
    private static final int MAX_KEYS_BYTES = 256 * 1024;
    private static final String OWN = "muster.acl.token";

    private final AclConfig config;
    private final Clock clock;
    private final Vertx vertx;
    private final MeterRegistry meters;

    TokenWiring(AclConfig config, Clock clock, Vertx vertx, MeterRegistry meters) {
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
        this.meters = meters;
    }

    @Produces
    @Singleton
    Tokens tokens(TokenIssuers issuers, Workers workers) {
        return new Tokens(issuers, workers, clock);
    }

    @Produces
    @Singleton
    TokenIssuers issuers(TlsConfigurationRegistry tls) {
        var trust = tls.getDefault().map(TlsConfiguration::getTrustStoreOptions);
        var calls = new HttpCalls(vertx, trust, ISSUER_DEADLINE, MAX_KEYS_BYTES);
        var own = config.token();
        var others =
                config.issuers().entrySet().stream()
                        .map(each -> other(calls, each.getKey(), each.getValue()))
                        .toList();
        return new TokenIssuers(issuer(calls, "own", own.address(), own, tenantOfOwn(own)), others);
    }

    private Issuer other(HttpCalls calls, String name, AclConfig.TokenIssuer told) {
        return issuer(calls, name, told.address(), told, tenantOfOther(name, told));
    }

    private Issuer issuer(
            HttpCalls calls, String name, URI address, TokenTerms terms, TenantSource tenant) {
        var issuer = terms.issuer().orElseGet(address::toString);
        var source = new KeySource(calls, address, issuer);
        var keys = new IssuerKeys(name, vertx, source::ask, terms.refreshKeys(), clock);
        Gauge.builder("muster.acl.keys.age.seconds", keys, IssuerKeys::age)
                .description("Since when the issuer's keys are the ones we have")
                .tag("issuer", name)
                .register(meters);
        return new Issuer(name, rules(issuer, terms, tenant), keys);
    }

    static TokenRules rules(String issuer, TokenTerms terms, TenantSource tenant) {
        return new TokenRules(
                issuer,
                terms.audience(),
                terms.algorithms(),
                terms.types().orElse(Set.of()),
                terms.skew(),
                terms.maxLifetime(),
                new HolderRules(
                        tenant,
                        username(terms),
                        ClaimPath.of(terms.rolesClaim()),
                        terms.clients().orElse(Set.of())));
    }

    private static UsernameSource username(TokenTerms terms) {
        return terms.username()
                .<UsernameSource>map(UsernameSource.Word::new)
                .orElseGet(() -> new UsernameSource.Claim(ClaimPath.of(terms.usernameClaim())));
    }

    static TenantSource tenantOfOwn(TokenTerms terms) {
        return terms.tenant().isPresent()
                ? tenantOfOther(OWN, terms)
                : new TenantSource.Named(ClaimPath.of(terms.tenantClaim().orElse("tenant")), true);
    }

    static TenantSource tenantOfOther(String name, TokenTerms terms) {
        if (terms.tenant().isPresent() == terms.tenantClaim().isPresent()) {
            throw new IllegalStateException(
                    "the token issuer %s needs one of tenant and tenant-claim".formatted(name));
        }
        return terms.tenant()
                .<TenantSource>map(tenant -> new TenantSource.Fixed(tenant(name, tenant)))
                .orElseGet(() ->
                        new TenantSource.Named(
                                ClaimPath.of(terms.tenantClaim().orElseThrow()), false));
    }

    private static TenantId tenant(String name, String tenant) {
        return TenantId.parse(tenant)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "the tenant of the token issuer %s is no tenant id"
                                        .formatted(name)));
    }
}
