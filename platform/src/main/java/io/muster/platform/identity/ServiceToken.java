// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.identity;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientConfigBuilder;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.Tokens;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The service's own bearer token, by client credentials, for other services and for the broker. It
 * is renewed after two thirds of its life and used up to its end while the issuer does not answer.
 * The issuer is first asked when somebody needs a token, so a service starts without it.
 */
@ApplicationScoped
public class ServiceToken {

    private static final Duration ASSUMED_LIFE = Duration.ofSeconds(60);
    private static final Duration ISSUER_ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final OidcClients clients;
    private final OidcClientConfigBuilder config;
    private final Clock clock;
    private final TokenCache cache;
    private final AtomicReference<@Nullable OidcClient> client = new AtomicReference<>();

    ServiceToken(
            OidcClients clients,
            Clock clock,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") String issuer,
            @ConfigProperty(name = "muster.service.client-id") String clientId,
            @ConfigProperty(name = "muster.service.client-secret") String clientSecret) {
        this.clients = clients;
        this.clock = clock;
        this.cache = new TokenCache(this::request, clock);
        this.config =
                new OidcClientConfigBuilder()
                        .id("muster-service")
                        .authServerUrl(issuer)
                        .clientId(clientId)
                        .credentials(clientSecret);
    }

    /**
     * A token that is valid now. Never blocks; fails only when there is no valid token and the
     * issuer gives none.
     */
    public Uni<String> current() {
        return cache.current().map(AccessToken::value);
    }

    private Uni<AccessToken> request() {
        return client().chain(OidcClient::getTokens)
                .ifNoItem()
                .after(ISSUER_ANSWERS_WITHIN)
                .fail()
                .map(this::accessToken);
    }

    private Uni<OidcClient> client() {
        var known = client.get();
        return known != null
                ? Uni.createFrom().item(known)
                : clients.newClient(config.build()).invoke(client::set);
    }

    private AccessToken accessToken(Tokens tokens) {
        var now = clock.instant();
        var expires = tokens.getAccessTokenExpiresAt();
        return new AccessToken(
                tokens.getAccessToken(),
                now,
                expires == null ? now.plus(ASSUMED_LIFE) : Instant.ofEpochSecond(expires));
    }
}
