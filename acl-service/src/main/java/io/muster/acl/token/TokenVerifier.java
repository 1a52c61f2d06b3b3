// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.decision.Reason;
import io.muster.acl.token.TokenVerdict.KeyUnknown;
import io.muster.acl.token.TokenVerdict.Refused;
import io.muster.acl.token.TokenVerdict.Verified;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a bearer token against an issuer's keys. The token never chooses how: algorithm, key and
 * type must be what we expect, and the signature is checked before any claim is believed.
 */
final class TokenVerifier {

    private static final TokenVerdict INVALID = new Refused(Reason.TOKEN_INVALID);
    private static final TokenVerdict EXPIRED = new Refused(Reason.TOKEN_EXPIRED);

    private final TokenRules rules;
    private final AlgorithmConstraints algorithms;

    TokenVerifier(TokenRules rules) {
        this.rules = rules;
        this.algorithms =
                new AlgorithmConstraints(
                        ConstraintType.PERMIT, rules.algorithms().toArray(String[]::new));
    }

    TokenVerdict verify(UnverifiedToken token, KeySet keys, Instant now) {
        if (!rules.permit(token.header())) {
            return INVALID;
        }
        var id = token.header().keyId();
        var key = id == null ? keys.only() : keys.find(id);
        if (key.isEmpty()) {
            return id == null ? INVALID : new KeyUnknown();
        }
        return signed(token, key.get()) ? judge(token.claims(), now) : INVALID;
    }

    private boolean signed(UnverifiedToken token, KeySet.Key key) {
        if (key.algorithm() != null && !key.algorithm().equals(token.header().algorithm())) {
            return false;
        }
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(algorithms);
            signature.setCompactSerialization(token.text());
            signature.setKey(key.key());
            return signature.verifySignature();
        } catch (JoseException unfit) {
            return false;
        }
    }

    private TokenVerdict judge(ObjectNode claims, Instant now) {
        var expiry = moment(claims, "exp");
        if (expiry == null || !addressed(claims) || !timely(claims, now)) {
            return INVALID;
        }
        if (!now.isBefore(expiry)) {
            return EXPIRED;
        }
        var issued = moment(claims, "iat");
        var longest = (issued == null ? now : issued).plus(rules.maxLifetime());
        return expiry.isAfter(longest)
                ? INVALID
                : rules.holders()
                        .read(rules.issuer(), claims)
                        .<TokenVerdict>map(holder ->
                                new Verified(holder.principal(), holder.username(), expiry))
                        .orElse(INVALID);
    }

    private boolean addressed(JsonNode claims) {
        return rules.issuer().equals(claims.path("iss").textValue())
                && audience(claims.path("aud"));
    }

    private boolean audience(JsonNode audience) {
        return audience.isArray()
                ? texts(audience).contains(rules.audience())
                : rules.audience().equals(audience.textValue());
    }

    /** A time that is present must be a number, and not further ahead than clocks differ. */
    private boolean timely(JsonNode claims, Instant now) {
        var latest = now.plus(rules.skew());
        for (var name : Set.of("nbf", "iat")) {
            var moment = moment(claims, name);
            if (claims.has(name) && (moment == null || moment.isAfter(latest))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Instant moment(JsonNode claims, String name) {
        var node = claims.path(name);
        return node.isNumber() && node.canConvertToLong()
                ? Instant.ofEpochSecond(Math.clamp(node.longValue(), 0, 253_402_300_799L))
                : null;
    }

    private static Set<String> texts(JsonNode nodes) {
        var texts = new HashSet<String>();
        for (var node : nodes) {
            if (node.isTextual()) {
                texts.add(node.textValue());
            }
        }
        return texts;
    }
}
