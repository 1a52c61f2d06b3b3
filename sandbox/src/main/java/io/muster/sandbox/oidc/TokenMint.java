// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.oidc;

import java.time.Duration;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Signs tokens with a key that lives as long as this process. */
public final class TokenMint {

    /** The audience of all tokens of Muster. */
    public static final String AUDIENCE = "muster";

    private static final int KEY_BITS = 2048;
    private static final int CLOCK_SKEW_SECONDS = 5;

    private final String issuer;
    private final RsaJsonWebKey key;

    TokenMint(String issuer) {
        this.issuer = issuer;
        this.key = newKey();
    }

    private static RsaJsonWebKey newKey() {
        try {
            var key = RsaJwkGenerator.generateJwk(KEY_BITS);
            key.setKeyId("muster-development-" + Long.toHexString(System.currentTimeMillis()));
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException("no RSA in this JDK", e);
        }
    }

    /** The public half of the key, as a JWK set. */
    String keySet() {
        return new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    /** A token of a person, who belongs to a tenant. */
    public String userToken(DevelopmentUser user, String clientId, Duration life) {
        var claims = claims(user.name(), clientId, user.roles(), life);
        claims.setClaim("tenant", user.tenant());
        claims.setClaim("preferred_username", user.name());
        return sign(claims);
    }

    /** A token of a service, which belongs to no tenant. */
    public String serviceToken(String clientId, Duration life) {
        return sign(claims(clientId, clientId, List.of("service"), life));
    }

    private JwtClaims claims(String subject, String clientId, List<String> roles, Duration life) {
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setGeneratedJwtId();
        claims.setIssuedAtToNow();
        claims.setNotBeforeMinutesInThePast(CLOCK_SKEW_SECONDS / 60f);
        claims.setExpirationTimeMinutesInTheFuture(life.toSeconds() / 60f);
        claims.setStringClaim("client_id", clientId);
        claims.setStringListClaim("roles", roles);
        return claims;
    }

    private String sign(JwtClaims claims) {
        var jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKey(key.getPrivateKey());
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setHeader("typ", "JWT");
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
    }
}
