// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Principal.Token;
import io.muster.acl.json.StrictJson;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
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
    private static final String PURPOSE = "muster session v1";
    private static final int MAX_LENGTH = 4096;
    private static final int FIELDS = 8;
    private static final int CERTIFICATE = 1;
    private static final int TOKEN = 2;

    private final SecretKeySpec key;

    public SessionSeal(String hookSecret) {
        var root = new SecretKeySpec(hookSecret.getBytes(StandardCharsets.UTF_8), HMAC);
        key = new SecretKeySpec(mac(root, PURPOSE.getBytes(StandardCharsets.UTF_8)), HMAC);
    }

    /** A session of this caller, with its id. */
    public Session seal(
            String broker, Caller caller, Instant admittedAt, @Nullable Instant expiresAt) {
        var claims = claims(broker, caller, expiresAt).toString().getBytes(StandardCharsets.UTF_8);
        var seal = encode(claims) + "." + encode(mac(key, claims));
        return new Session(broker, caller, admittedAt, expiresAt, seal);
    }

    /**
     * The session of this id; empty when it was not sealed by us. Expiry is the caller's matter.
     */
    public Optional<Session> open(String seal, Instant now) {
        int dot = seal.indexOf('.');
        if (dot < 0 || seal.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var claims = decode(seal.substring(0, dot));
            var proof = decode(seal.substring(dot + 1));
            return MessageDigest.isEqual(proof, mac(key, claims))
                    ? StrictJson.parse(claims).map(json -> session(json, now, seal))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Short, because brokers limit it: what two fields would say alike is said once. */
    private static ArrayNode claims(String broker, Caller caller, @Nullable Instant expiresAt) {
        var principal = caller.principal();
        var claims = JsonNodeFactory.instance.arrayNode(FIELDS);
        claims.add(broker).add(expiresAt == null ? 0 : expiresAt.getEpochSecond());
        var tenant = principal.tenant();
        claims.add(tenant == null ? null : tenant.value());
        return switch (principal) {
            case Device device ->
                    claims.add(CERTIFICATE)
                            .add(device.device().value())
                            .add(clientId(caller, device.device().value()))
                            .add(device.fingerprint());
            case Token token -> {
                claims.add(TOKEN).add(token.clientId()).add(clientId(caller, token.clientId()));
                claims.add(token.subject());
                var groups = claims.addArray();
                token.groups().forEach(groups::add);
                yield claims;
            }
        };
    }

    private static @Nullable String clientId(Caller caller, String name) {
        return caller.clientId().equals(name) ? null : caller.clientId();
    }

    private static Session session(JsonNode claims, Instant now, String seal) {
        var principal = principal(claims);
        var name = claims.path(4).asText();
        var caller =
                new Caller(
                        principal,
                        claims.path(5).isNull() ? name : claims.path(5).asText(),
                        principal instanceof Token ? name : null);
        long expiry = claims.path(1).asLong();
        return new Session(
                claims.path(0).asText(),
                caller,
                now,
                expiry == 0 ? null : Instant.ofEpochSecond(expiry),
                seal);
    }

    private static Principal principal(JsonNode claims) {
        var tenant = tenant(claims.path(2).textValue());
        var name = claims.path(4).asText();
        var proof = claims.path(6).textValue();
        if (claims.path(3).asInt() == CERTIFICATE && tenant != null) {
            return new Device(tenant, new DeviceId(name), proof);
        }
        var groups = new HashSet<String>();
        claims.path(7).forEach(group -> groups.add(group.asText()));
        return new Token(name, String.valueOf(proof), tenant, groups);
    }

    private static @Nullable TenantId tenant(@Nullable String name) {
        return name == null ? null : new TenantId(name);
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
