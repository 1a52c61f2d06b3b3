// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.TestAuthority;
import io.muster.acl.decision.Reason;
import io.muster.acl.token.TokenVerdict.KeyUnknown;
import io.muster.acl.token.TokenVerdict.Refused;
import io.muster.acl.token.TokenVerdict.Verified;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static final String ISSUER = "https://idp.example";
    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final KeyPair EC = TestAuthority.keyPair();
    private static final KeyPair RSA = rsa(2048);
    private static final KeySet KEYS = keys(jwk("ec", "ES256", EC), jwk("rsa", null, RSA));
    private static final TokenVerdict INVALID = new Refused(Reason.TOKEN_INVALID);

    private static final TokenVerifier VERIFIER =
            new TokenVerifier(
                    new TokenRules(
                            ISSUER,
                            "muster",
                            Set.of("ES256", "RS256"),
                            Duration.ofSeconds(30),
                            Duration.ofHours(24)));

    private static KeyPair rsa(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String jwk(String id, String algorithm, KeyPair keys) {
        try {
            var jwk = PublicJsonWebKey.Factory.newPublicJwk(keys.getPublic());
            jwk.setKeyId(id);
            jwk.setAlgorithm(algorithm);
            return jwk.toJson(OutputControlLevel.PUBLIC_ONLY);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeySet keys(String... jwks) {
        var document = "{\"keys\":[" + String.join(",", jwks) + "]}";
        return KeySet.parse(document.getBytes(StandardCharsets.UTF_8)).orElse(KeySet.NONE);
    }

    private static JwtClaims claims() {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience("muster");
        claims.setSubject("subject-1");
        claims.setStringClaim("client_id", "registry-service");
        claims.setStringListClaim("roles", "service");
        claims.setIssuedAt(NumericDate.fromSeconds(NOW.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(NOW.getEpochSecond() + 600));
        return claims;
    }

    private static JsonWebSignature signature(JwtClaims claims) {
        return signature(claims.toJson());
    }

    private static JsonWebSignature signature(String payload) {
        var signature = new JsonWebSignature();
        signature.setPayload(payload);
        signature.setAlgorithmHeaderValue("ES256");
        signature.setKeyIdHeaderValue("ec");
        signature.setKey(EC.getPrivate());
        return signature;
    }

    private static String sign(JsonWebSignature signature) {
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(Consumer<JwtClaims> change) {
        var claims = claims();
        change.accept(claims);
        return sign(signature(claims));
    }

    private static String tokenWith(Consumer<JsonWebSignature> change) {
        var signature = signature(claims());
        change.accept(signature);
        return sign(signature);
    }

    private static TokenVerdict verify(String token) {
        return VERIFIER.verify(token, KEYS, NOW);
    }

    private static String part(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

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
    void aTokenWithoutSignatureIsRefused() {
        var unsigned = part("{\"alg\":\"none\"}") + "." + part(claims().toJson()) + ".";

        assertThat(verify(unsigned)).isEqualTo(INVALID);
        assertThat(verify(unsigned + "AA")).isEqualTo(INVALID);
    }

    @Test
    void thePublicKeyIsNoSharedSecret() {
        for (var secret : List.of(EC.getPublic().getEncoded(), RSA.getPublic().getEncoded())) {
            Key key = new HmacKey(secret);
            var forged =
                    tokenWith(signature -> {
                        signature.setAlgorithmHeaderValue("HS256");
                        signature.setKey(key);
                    });
            assertThat(verify(forged)).isEqualTo(INVALID);
        }
    }

    @Test
    void theAlgorithmFitsTheKey() {
        var withRsa =
                tokenWith(signature -> {
                    signature.setAlgorithmHeaderValue("RS256");
                    signature.setKey(RSA.getPrivate());
                });

        assertThat(verify(withRsa)).as("RS256 with the id of an EC key").isEqualTo(INVALID);
    }

    @Test
    void anAlgorithmOutsideTheListIsRefused() {
        var token =
                tokenWith(signature -> {
                    signature.setAlgorithmHeaderValue("RS512");
                    signature.setKeyIdHeaderValue("rsa");
                    signature.setKey(RSA.getPrivate());
                });

        assertThat(verify(token)).isEqualTo(INVALID);
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
    void anUnknownKeyMayBeANewOne() {
        assertThat(verify(tokenWith(signature -> signature.setKeyIdHeaderValue("next"))))
                .isEqualTo(new KeyUnknown());
    }

    @Test
    void withSeveralKeysTheIdIsNeeded() {
        var token =
                tokenWith(signature -> signature.getHeaders().setObjectHeaderValue("kid", null));
        var nameless = part("{\"alg\":\"ES256\"}") + token.substring(token.indexOf('.'));
        var signed = tokenWith(signature -> signature.setHeader("kid", (String) null));

        assertThat(verify(nameless)).isEqualTo(INVALID);
        assertThat(verify(signed)).isEqualTo(INVALID);
    }

    @Test
    void aSignatureOfAnotherKeyIsRefused() {
        var stranger = TestAuthority.keyPair();

        assertThat(verify(tokenWith(signature -> signature.setKey(stranger.getPrivate()))))
                .isEqualTo(INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u", "jwk", "x5c", "crit", "b64", "zip", "enc", "cty"})
    void aHeaderThatBringsItsOwnRulesIsRefused(String name) {
        var token = token(_ -> {});
        var header = part("{\"alg\":\"ES256\",\"kid\":\"ec\",\"" + name + "\":\"x\"}");

        assertThat(verify(header + token.substring(token.indexOf('.')))).isEqualTo(INVALID);
    }

    @Test
    void onlyAccessTokensAreTokens() {
        assertThat(verify(tokenWith(s -> s.setHeader("typ", "at+jwt"))))
                .isInstanceOf(Verified.class);
        assertThat(verify(tokenWith(s -> s.setHeader("typ", "JWT")))).isInstanceOf(Verified.class);
        assertThat(verify(tokenWith(s -> s.setHeader("typ", "logout+jwt")))).isEqualTo(INVALID);
    }

    @Test
    void anythingAroundTheTokenIsRefused() {
        var token = token(_ -> {});

        assertThat(
                        List.of(
                                token + "=",
                                token + " ",
                                " " + token,
                                token + "\n",
                                token + ".",
                                "a.b",
                                "",
                                "..",
                                token + "A".repeat(8192)))
                .allSatisfy(text -> assertThat(verify(text)).isEqualTo(INVALID));
    }

    @Test
    void aMemberThatOccursTwiceIsRefused() {
        var json = claims().toJson();
        var twice = json.substring(0, json.length() - 1) + ",\"client_id\":\"ota-service\"}";

        assertThat(verify(sign(signature(twice)))).isEqualTo(INVALID);
    }

    @Test
    void deepNestingIsRefused() {
        var json = claims().toJson();
        var deep = "[".repeat(17) + "]".repeat(17);

        assertThat(
                        verify(
                                sign(
                                        signature(
                                                json.substring(0, json.length() - 1)
                                                        + ",\"x\":"
                                                        + deep
                                                        + "}"))))
                .isEqualTo(INVALID);
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
    void keysThatCanNotBeUsedAreLeftOut() {
        var encryption = jwk("enc", null, RSA).replace("}", ",\"use\":\"enc\"}");
        var weak = jwk("weak", null, rsa(1024));
        var unknown = "{\"kty\":\"XYZ\",\"kid\":\"x\"}";
        var secret = "{\"kty\":\"oct\",\"kid\":\"s\",\"k\":\"AAAA\"}";

        var set = keys(encryption, weak, unknown, secret, jwk("ec", "ES256", EC));

        assertThat(set.keys()).extracting(KeySet.Key::id).containsExactly("ec");
        assertThat(set.only()).isPresent();
    }

    @Test
    void twoKeysOfOneIdAreNobody() {
        var set = keys(jwk("k", null, EC), jwk("k", null, TestAuthority.keyPair()));

        assertThat(set.find("k")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":[]}",
                "{\"keys\":[1]}",
                "nonsense"
            })
    void aDocumentWithoutKeysIsNoKeySet(String document) {
        assertThat(KeySet.parse(document.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
