// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import static io.muster.acl.token.TokenMaker.ISSUER;
import static io.muster.acl.token.TokenMaker.NOW;
import static io.muster.acl.token.TokenMaker.rules;
import static io.muster.acl.token.TokenMaker.token;
import static io.muster.acl.token.TokenMaker.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.acl.bounded.Workers;
import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Reason;
import io.muster.acl.token.IssuerKeys.Answer;
import io.muster.acl.token.TokenVerdict.Refused;
import io.muster.acl.token.TokenVerdict.Verified;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Row 3 of the pitfalls, over several issuers: none speaks for another's tenant. */
class TokenIssuersTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final String OTHER = "https://acme.example";
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static HolderRules holders(TenantSource tenant, String... clients) {
        return new HolderRules(
                tenant,
                new UsernameSource.Claim(ClaimPath.of("preferred_username")),
                ClaimPath.of("realm_access.roles"),
                Set.of(clients));
    }

    private static final TenantSource OF_ACME = new TenantSource.Fixed(ACME);

    private static Principal.Token holder(TokenVerdict verdict) {
        return verdict instanceof Verified(var who, _, _) ? who : null;
    }

    private static String keycloak(Consumer<JwtClaims> change) {
        return token(claims -> {
            claims.setStringClaim("preferred_username", "nurse");
            claims.setClaim("realm_access", Map.of("roles", List.of("nurses", "service")));
            claims.unsetClaim("client_id");
            claims.setStringClaim("azp", "ward-app");
            change.accept(claims);
        });
    }

    private static TokenVerdict judged(String token, HolderRules holders) {
        return verify(token, rules(ISSUER, Set.of(), holders));
    }

    @Test
    void aTenantsIssuerYieldsIdentitiesOfThatTenantWhateverItsTokensSay() {
        for (var claim : List.of("default", "acme", "No Tenant")) {
            var verdict =
                    judged(keycloak(c -> c.setStringClaim("tenant", claim)), holders(OF_ACME));

            assertThat(holder(verdict).tenant()).isEqualTo(ACME);
        }
        assertThat(holder(judged(keycloak(_ -> {}), holders(OF_ACME))).tenant()).isEqualTo(ACME);
    }

    @Test
    void noTenantsIssuerMakesServicesOfOurs() {
        var who = holder(judged(keycloak(_ -> {}), holders(OF_ACME)));

        assertThat(who.groups()).containsExactly("nurses");
        assertThat(holder(verify(token(c -> c.setStringClaim("tenant", "acme")))).groups())
                .isEmpty();
    }

    @Test
    void whereTheTokenNamesTheTenantItHasTo() {
        var named = holders(new TenantSource.Named(ClaimPath.of("org.id"), false));

        assertThat(holder(judged(keycloak(c -> c.setClaim("org", Map.of("id", "acme"))), named)))
                .returns(ACME, Principal.Token::tenant);
        assertThat(judged(keycloak(_ -> {}), named)).isEqualTo(TokenMaker.INVALID);
        assertThat(judged(keycloak(c -> c.setClaim("org", Map.of("id", "No"))), named))
                .isEqualTo(TokenMaker.INVALID);
        assertThat(judged(keycloak(c -> c.setStringClaim("org.id", "acme")), named))
                .as("a claim with a dot in its name")
                .isEqualTo(TokenMaker.INVALID);
    }

    @Test
    void theUserNameIsTheClaimOrTheWord() {
        assertThat(judged(keycloak(_ -> {}), holders(OF_ACME)))
                .isInstanceOfSatisfying(
                        Verified.class, v -> assertThat(v.username()).isEqualTo("nurse"));
        assertThat(judged(keycloak(c -> c.unsetClaim("preferred_username")), holders(OF_ACME)))
                .isEqualTo(TokenMaker.INVALID);
        var word =
                new HolderRules(
                        OF_ACME, new UsernameSource.Word("jwt"), ClaimPath.of("/r"), Set.of());
        assertThat(judged(keycloak(_ -> {}), word))
                .isInstanceOfSatisfying(
                        Verified.class, v -> assertThat(v.username()).isEqualTo("jwt"));
    }

    @Test
    void onlyListedClientsMayHaveGotTheToken() {
        var listed = holders(OF_ACME, "ward-app");

        assertThat(holder(judged(keycloak(_ -> {}), listed)).clientId()).isEqualTo("ward-app");
        assertThat(judged(keycloak(c -> c.setStringClaim("azp", "shop")), listed))
                .isEqualTo(TokenMaker.INVALID);
        assertThat(judged(keycloak(c -> c.setStringClaim("client_id", "shop")), listed))
                .as("both claims count")
                .isEqualTo(TokenMaker.INVALID);
        assertThat(judged(keycloak(c -> c.unsetClaim("azp")), listed))
                .isEqualTo(TokenMaker.INVALID);
    }

    @Test
    void aKeyOfOneIssuerProvesNothingAboutAnothersToken() {
        var strange = TokenMaker.keys(TokenMaker.jwk("ec", null, TokenMaker.RSA));
        var tokens = tokens(issuer(ISSUER, TokenMaker.KEYS), issuer(OTHER, strange));

        assertThat(verdict(tokens, keycloak(_ -> {}))).isInstanceOf(Verified.class);
        assertThat(verdict(tokens, keycloak(c -> c.setIssuer(OTHER))))
                .isEqualTo(TokenMaker.INVALID);
    }

    @Test
    void anIssuerThatIsNotConfiguredIsUnknownWhateverItsKeys() {
        var tokens = tokens(issuer(ISSUER, TokenMaker.KEYS));

        for (var name : List.of(OTHER, ISSUER + "/", ISSUER.toUpperCase(Locale.ROOT), "")) {
            assertThat(verdict(tokens, keycloak(c -> c.setIssuer(name))))
                    .isEqualTo(new Refused(Reason.ISSUER_UNKNOWN));
        }
        assertThat(verdict(tokens, keycloak(c -> c.unsetClaim("iss"))))
                .isEqualTo(new Refused(Reason.ISSUER_UNKNOWN));
        assertThat(verdict(tokens, "a.b.c")).isEqualTo(TokenMaker.INVALID);
    }

    @Test
    void noTwoIssuersAreCalledTheSame() {
        var one = issuer(ISSUER, TokenMaker.KEYS);

        assertThatThrownBy(() -> new TokenIssuers(one, List.of(issuer(ISSUER, KeySet.NONE))))
                .hasMessageContaining("called the same");
    }

    private static Issuer issuer(String name, KeySet set) {
        var keys =
                new IssuerKeys(
                        name,
                        VERTX,
                        () -> Uni.createFrom().item(new Answer(set, Duration.ZERO)),
                        Duration.ofMinutes(5),
                        () -> NOW);
        return new Issuer(name, rules(name, Set.of(), holders(OF_ACME)), keys);
    }

    private static Tokens tokens(Issuer own, Issuer... others) {
        return new Tokens(new TokenIssuers(own, List.of(others)), new Workers(VERTX, 8), () -> NOW);
    }

    private static TokenVerdict verdict(Tokens tokens, String token) {
        return tokens.verify(token).await().atMost(Duration.ofSeconds(10));
    }
}
