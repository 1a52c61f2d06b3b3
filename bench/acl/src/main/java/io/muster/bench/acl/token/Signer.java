// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.token;

import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * An issuer's key, and tokens signed with it: the claims of an access token of a usual provider.
 */
record Signer(String algorithm, PublicJsonWebKey key) {

    static final String ISSUER = "https://issuer.example/realms/acme";
    static final String AUDIENCE = "muster";

    private static final int RSA_BITS = 2048;
    private static final float HOUR = 60;

    static Signer es256() throws JoseException {
        return named(
                AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                EcJwkGenerator.generateJwk(EllipticCurves.P256));
    }

    static Signer rs256() throws JoseException {
        return named(AlgorithmIdentifiers.RSA_USING_SHA256, RsaJwkGenerator.generateJwk(RSA_BITS));
    }

    private static Signer named(String algorithm, PublicJsonWebKey key) {
        key.setKeyId("bench-" + algorithm);
        key.setAlgorithm(algorithm);
        return new Signer(algorithm, key);
    }

    /** A token that is like no other. */
    String token(int number) {
        var jws = new JsonWebSignature();
        jws.setPayload(claims(number).toJson());
        jws.setKey(key.getPrivateKey());
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setHeader("typ", "at+jwt");
        jws.setAlgorithmHeaderValue(algorithm);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JwtClaims claims(int number) {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(UUID.randomUUID().toString());
        claims.setGeneratedJwtId();
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(HOUR);
        claims.setStringClaim("client_id", "dev-" + number);
        claims.setStringClaim("tenant", "acme");
        claims.setStringListClaim("roles", List.of("devices", "site-" + number % 100));
        return claims;
    }
}
