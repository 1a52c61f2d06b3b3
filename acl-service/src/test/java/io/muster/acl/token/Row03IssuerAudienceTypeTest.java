// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import static io.muster.acl.token.TokenMaker.HOLDERS;
import static io.muster.acl.token.TokenMaker.INVALID;
import static io.muster.acl.token.TokenMaker.ISSUER;
import static io.muster.acl.token.TokenMaker.NOW;
import static io.muster.acl.token.TokenMaker.rules;
import static io.muster.acl.token.TokenMaker.token;
import static io.muster.acl.token.TokenMaker.tokenWith;
import static io.muster.acl.token.TokenMaker.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Reason;
import io.muster.acl.token.TokenVerdict.Refused;
import io.muster.acl.token.TokenVerdict.Verified;
import java.util.Set;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

/** Row 3 of the pitfalls: who a token is from, for whom, of which kind and for how long. */
class Row03IssuerAudienceTypeTest {

    @Test
    void aGoodTokenNamesItsHolder() {
        assertThat(verify(token(_ -> {})))
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> {
                            var holder = verified.principal();
                            assertThat(verified.expiresAt()).isEqualTo(NOW.plusSeconds(600));
                            assertThat(holder.clientId()).isEqualTo("registry-service");
                            assertThat(holder.groups()).containsExactly("service");
                            assertThat(holder.tenant()).isNull();
                            assertThat(holder.id()).endsWith("#subject-1");
                            assertThat(holder.claims().path("sub").textValue())
                                    .isEqualTo("subject-1");
                        });
    }

    @Test
    void theAudienceMayBeOneOfSeveral() {
        assertThat(verify(token(claims -> claims.setAudience("a", "muster"))))
                .isInstanceOf(Verified.class);
    }

    @Test
    void aTokenOfAnotherIssuerOrForAnotherAudienceIsRefused() {
        assertThat(verify(token(claims -> claims.setIssuer(ISSUER + "/")))).isEqualTo(INVALID);
        assertThat(verify(token(claims -> claims.unsetClaim("iss")))).isEqualTo(INVALID);
        assertThat(verify(token(claims -> claims.setAudience("account")))).isEqualTo(INVALID);
        assertThat(verify(token(claims -> claims.unsetClaim("aud")))).isEqualTo(INVALID);
    }

    @Test
    void anExpiredTokenIsRefusedWithoutSkew() {
        var second = NOW.getEpochSecond();

        assertThat(verify(token(c -> c.setExpirationTime(NumericDate.fromSeconds(second + 1)))))
                .isInstanceOf(Verified.class);
        assertThat(verify(token(c -> c.setExpirationTime(NumericDate.fromSeconds(second)))))
                .isEqualTo(new Refused(Reason.TOKEN_EXPIRED));
        assertThat(verify(token(c -> c.unsetClaim("exp")))).isEqualTo(INVALID);
        assertThat(verify(token(c -> c.setClaim("exp", "soon")))).isEqualTo(INVALID);
    }

    @Test
    void aTokenOfTheFutureIsRefusedBeyondTheSkew() {
        var second = NOW.getEpochSecond();

        assertThat(verify(token(c -> c.setNotBefore(NumericDate.fromSeconds(second + 30)))))
                .isInstanceOf(Verified.class);
        assertThat(verify(token(c -> c.setNotBefore(NumericDate.fromSeconds(second + 31)))))
                .isEqualTo(INVALID);
        assertThat(verify(token(c -> c.setIssuedAt(NumericDate.fromSeconds(second + 31)))))
                .isEqualTo(INVALID);
        assertThat(verify(token(c -> c.setClaim("nbf", "now")))).isEqualTo(INVALID);
    }

    @Test
    void aTokenForEverIsRefused() {
        var second = NOW.getEpochSecond();

        assertThat(
                        verify(
                                token(c ->
                                        c.setExpirationTime(
                                                NumericDate.fromSeconds(second + 90_000)))))
                .isEqualTo(INVALID);
        assertThat(verify(token(c -> c.setExpirationTime(NumericDate.fromSeconds(Long.MAX_VALUE)))))
                .isEqualTo(INVALID);
    }

    @Test
    void onlyAccessTokensAreTokens() {
        assertThat(verify(tokenWith(s -> s.setHeader("typ", "at+jwt"))))
                .isInstanceOf(Verified.class);
        assertThat(verify(tokenWith(s -> s.setHeader("typ", "JWT")))).isInstanceOf(Verified.class);
        assertThat(verify(tokenWith(s -> s.setHeader("typ", "logout+jwt")))).isEqualTo(INVALID);
    }

    @Test
    void aHolderWithoutANameIsRefused() {
        assertThat(verify(token(c -> c.unsetClaim("client_id")))).isEqualTo(INVALID);
        assertThat(verify(token(c -> c.setClaim("client_id", 7)))).isEqualTo(INVALID);
        assertThat(verify(token(c -> c.unsetClaim("sub")))).isEqualTo(INVALID);
        assertThat(verify(token(c -> c.setStringClaim("tenant", "No Tenant")))).isEqualTo(INVALID);
        assertThat(verify(token(c -> c.setClaim("tenant", 7)))).isEqualTo(INVALID);
    }

    @Test
    void whereATypeIsAskedForNoneWillNotDo() {
        var strict = rules(ISSUER, Set.of("at+jwt"), HOLDERS);

        assertThat(verify(tokenWith(s -> s.setHeader("typ", "AT+JWT")), strict))
                .isInstanceOf(Verified.class);
        assertThat(verify(tokenWith(s -> s.setHeader("typ", "JWT")), strict)).isEqualTo(INVALID);
        assertThat(verify(token(_ -> {}), strict)).isEqualTo(INVALID);
    }
}
