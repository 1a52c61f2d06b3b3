// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Principal;
import io.muster.acl.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The session id that brokers keep for us: who was let in, sealed with a key derived from the hook
 * secret. A replica that did not let the client in, or has restarted since, reads from it what it
 * needs; whether that still holds, the read model says. It is a proof for us and a handle for the
 * broker, and lets nobody in by itself: it is only ever accepted over an authenticated hook.
 */
public final class SessionSeal {

    private static final String HMAC = "HmacSHA256";
    private static final String PURPOSE = "muster session v2";
    private static final int MAX_LENGTH = 4096;
    private static final int HANDLE_BYTES = 16;
    private static final int NONCE_BYTES = 9;

    private final SecureRandom random = new SecureRandom();
    private final List<SecretKeySpec> keys;

    /**
     * @param hookSecrets the one to seal with, and others whose seals are still good
     */
    public SessionSeal(List<String> hookSecrets) {
        keys = hookSecrets.stream().map(SessionSeal::key).toList();
    }

    private static SecretKeySpec key(String hookSecret) {
        var root = new SecretKeySpec(hookSecret.getBytes(StandardCharsets.UTF_8), HMAC);
        return new SecretKeySpec(mac(root, PURPOSE.getBytes(StandardCharsets.UTF_8)), HMAC);
    }

    /** A session of this caller, with its id. */
    public Session seal(
            String broker,
            Principal principal,
            Caller caller,
            Instant admittedAt,
            @Nullable Instant expiresAt) {
        var claims = SealedClaims.write(broker, principal, caller, expiresAt);
        var seal = seal(claims.put("z", nonce(NONCE_BYTES)));
        if (seal.length() > MAX_LENGTH) {
            seal = seal(handle());
        }
        return new Session(broker, principal, caller, admittedAt, expiresAt, seal);
    }

    private String seal(ObjectNode claims) {
        var text = claims.toString().getBytes(StandardCharsets.UTF_8);
        return encode(text) + "." + encode(mac(keys.getFirst(), text));
    }

    /**
     * Of a session too large to be carried along: it finds the record that the replica has of it,
     * and brings none back. A part of the claims would be worse than nothing, since a rule may ask
     * for the absence of one.
     */
    private ObjectNode handle() {
        return JsonNodeFactory.instance.objectNode().put("h", nonce(HANDLE_BYTES));
    }

    /** Two sessions of the same client differ: one can be revoked and the next not. */
    private String nonce(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return encode(bytes);
    }

    /**
     * The session of this id; empty when it was not sealed by us, or tells too little. Expiry is
     * the caller's matter.
     */
    public Optional<Session> open(String seal, Instant now) {
        int dot = seal.indexOf('.');
        if (dot < 0 || seal.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var claims = decode(seal.substring(0, dot));
            var proof = decode(seal.substring(dot + 1));
            return proven(claims, proof)
                    ? StrictJson.parse(claims).flatMap(json -> SealedClaims.read(json, now, seal))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private boolean proven(byte[] claims, byte[] proof) {
        return keys.stream().anyMatch(key -> MessageDigest.isEqual(proof, mac(key, claims)));
    }

    private static byte[] mac(SecretKeySpec key, byte[] text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
