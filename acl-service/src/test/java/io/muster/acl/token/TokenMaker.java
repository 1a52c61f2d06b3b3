// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import io.muster.acl.TestAuthority;
import io.muster.acl.decision.Reason;
import io.muster.acl.token.TokenVerdict.Refused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Makes tokens as an issuer would, and as none ever should; one moment, two keys. */
final class TokenMaker {

    static final String ISSUER = "https://idp.example";
    static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    static final KeyPair EC = TestAuthority.keyPair();
    static final KeyPair RSA = rsa(2048);
    static final KeySet KEYS = keys(jwk("ec", "ES256", EC), jwk("rsa", null, RSA));
    static final TokenVerdict INVALID = new Refused(Reason.TOKEN_INVALID);

    /** Those of the issuer that our own services get their tokens from. */
    static final HolderRules HOLDERS =
            new HolderRules(
                    new TenantSource.Named(ClaimPath.of("tenant"), true),
                    new UsernameSource.Claim(ClaimPath.of("client_id")),
                    ClaimPath.of("roles"),
                    Set.of());

    private TokenMaker() {}

    static TokenRules rules(String issuer, Set<String> types, HolderRules holders) {
        return new TokenRules(
                issuer,
                "muster",
                Set.of("ES256", "RS256"),
                types,
                Duration.ofSeconds(30),
                Duration.ofHours(24),
                holders);
    }

    static KeyPair rsa(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String jwk(String id, String algorithm, KeyPair keys) {
        try {
            var jwk = PublicJsonWebKey.Factory.newPublicJwk(keys.getPublic());
            jwk.setKeyId(id);
            jwk.setAlgorithm(algorithm);
            return jwk.toJson(OutputControlLevel.PUBLIC_ONLY);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeySet keys(String... jwks) {
        var document = "{\"keys\":[" + String.join(",", jwks) + "]}";
        return KeySet.parse(document.getBytes(StandardCharsets.UTF_8)).orElse(KeySet.NONE);
    }

    static JwtClaims claims() {
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

    static JsonWebSignature signature(JwtClaims claims) {
        return signature(claims.toJson());
    }

    static JsonWebSignature signature(String payload) {
        var signature = new JsonWebSignature();
        signature.setPayload(payload);
        signature.setAlgorithmHeaderValue("ES256");
        signature.setKeyIdHeaderValue("ec");
        signature.setKey(EC.getPrivate());
        return signature;
    }

    static String sign(JsonWebSignature signature) {
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String token(Consumer<JwtClaims> change) {
        var claims = claims();
        change.accept(claims);
        return sign(signature(claims));
    }

    static String tokenWith(Consumer<JsonWebSignature> change) {
        var signature = signature(claims());
        change.accept(signature);
        return sign(signature);
    }

    static TokenVerdict verify(String token) {
        return verify(token, rules(ISSUER, Set.of(), HOLDERS));
    }

    static TokenVerdict verify(String token, TokenRules rules) {
        return UnverifiedToken.parse(token)
                .map(parsed -> new TokenVerifier(rules).verify(parsed, KEYS, NOW))
                .orElse(INVALID);
    }

    static String part(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
