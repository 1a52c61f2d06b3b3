// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import io.muster.acl.broker.Broker;
import io.muster.acl.broker.Brokers;
import io.muster.acl.broker.Dialect;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * Knows an enforcement point by its hook secret, before OIDC would take it for a broken token. What
 * is no such secret is left to OIDC.
 */
@ApplicationScoped
class EnforcerMechanism implements HttpAuthenticationMechanism {

    /** The role of a registered enforcement point. */
    static final String ENFORCER = "enforcer";

    /** The attribute of the identity that holds the registered name. */
    static final String BROKER = "muster.broker";

    private static final int BEFORE_OIDC = 2000;

    private final Brokers brokers;

    EnforcerMechanism(Brokers brokers) {
        this.brokers = brokers;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager identityProviders) {
        return Uni.createFrom().optional(enforcer(context).map(EnforcerMechanism::identity));
    }

    private Optional<Broker> enforcer(RoutingContext context) {
        var shown = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        return brokers.stream()
                .filter(broker -> broker.dialect() == Dialect.NATIVE)
                .filter(broker -> broker.secret().matchesHeader(shown))
                .findFirst();
    }

    private static SecurityIdentity identity(Broker broker) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("enforcer:" + broker.id()))
                .addRole(ENFORCER)
                .addAttribute(BROKER, broker.id())
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    @Override
    public int getPriority() {
        return BEFORE_OIDC;
    }
}
