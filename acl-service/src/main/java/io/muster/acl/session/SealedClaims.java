// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.CertificateFacts;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Principal.Token;
import io.muster.acl.decision.Proof;
import io.muster.acl.decision.Proof.Asserted;
import io.muster.acl.decision.Proof.Claim;
import io.muster.acl.decision.Proof.Enrolled;
import io.muster.acl.decision.Proof.Password;
import io.muster.acl.decision.Proof.Pinned;
import io.muster.acl.decision.Proof.Trusted;
import io.muster.acl.decision.Subject;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session as JSON, short because brokers limit what they keep for us: members are single letters,
 * and what is null is left out.
 */
final class SealedClaims {

    private static final String TRUSTED = "t";
    private static final String CLAIM = "c";
    private static final String PINNED = "p";

    private SealedClaims() {}

    static ObjectNode write(
            String broker, Principal principal, Caller caller, @Nullable Instant expiresAt) {
        var claims = JsonNodeFactory.instance.objectNode();
        claims.put("b", broker);
        put(claims, "c", caller.clientId().equals(name(principal)) ? null : caller.clientId());
        put(claims, "u", caller.username());
        put(claims, "i", caller.origin().ip());
        put(claims, "l", caller.origin().listener());
        put(claims, "p", caller.origin().protocol());
        if (caller.origin().tls() != null) {
            claims.put("s", caller.origin().tls());
        }
        if (expiresAt != null) {
            claims.put("e", expiresAt.getEpochSecond());
        }
        var tenant = principal.tenant();
        put(claims, "t", tenant == null ? null : tenant.value());
        switch (principal) {
            case Device device -> write(claims, device);
            case Token token -> write(claims, token);
        }
        return claims;
    }

    private static String name(Principal principal) {
        return switch (principal) {
            case Device device -> device.device().value();
            case Token token -> token.clientId();
        };
    }

    private static void write(ObjectNode claims, Device device) {
        claims.put("d", device.device().value());
        switch (device.proof()) {
            case Enrolled(var fingerprint, var facts) -> write(claims.put("f", fingerprint), facts);
            case Trusted(var fingerprint, var facts) ->
                    write(claims.put("f", fingerprint).put("m", TRUSTED), facts);
            case Claim(var fingerprint, var facts) ->
                    write(claims.put("f", fingerprint).put("m", CLAIM), facts);
            case Pinned(var fingerprint, var pin, var facts) ->
                    write(claims.put("f", fingerprint).put("m", PINNED).put("j", pin), facts);
            case Asserted(var facts) -> write(claims, facts);
            case Password(var authId, var mark) -> claims.put("r", authId).put("j", mark);
        }
        if (device.token() != null) {
            write(claims, device.token());
        }
    }

    private static void write(ObjectNode claims, CertificateFacts certificate) {
        put(
                claims,
                "h",
                certificate.cn().equals(claims.path("d").asText()) ? null : certificate.cn());
        put(claims, "n", certificate.serial());
        put(claims, "a", certificate.issuer());
        put(claims, "x", certificate.sanUri());
        put(claims, "y", certificate.sanDns());
        claims.put("v", certificate.verified());
    }

    private static void write(ObjectNode claims, Token token) {
        claims.put("o", token.clientId()).put("q", token.subjectId()).put("w", token.issuer());
        put(claims, "g", List.copyOf(token.groups()));
        claims.set("k", token.claims());
    }

    private static void put(ObjectNode claims, String name, @Nullable String value) {
        if (value != null) {
            claims.put(name, value);
        }
    }

    private static void put(ObjectNode claims, String name, List<String> values) {
        if (!values.isEmpty()) {
            var list = claims.putArray(name);
            values.forEach(list::add);
        }
    }

    /** Empty for a session whose seal does not tell enough to bring it back. */
    static Optional<Session> read(JsonNode claims, Instant now, String seal) {
        return principal(claims)
                .map(principal ->
                        new Session(
                                claims.path("b").asText(),
                                principal,
                                caller(claims, principal),
                                now,
                                expiry(claims),
                                seal));
    }

    private static Caller caller(JsonNode claims, Principal principal) {
        var tls = claims.get("s");
        return new Caller(
                principal.subject(),
                claims.path("c").asText(name(principal)),
                claims.path("u").textValue(),
                new Origin(
                        claims.path("i").textValue(),
                        claims.path("l").textValue(),
                        claims.path("p").textValue(),
                        tls == null ? null : tls.booleanValue()));
    }

    private static @Nullable Instant expiry(JsonNode claims) {
        return claims.has("e") ? Instant.ofEpochSecond(claims.path("e").asLong()) : null;
    }

    private static Optional<Principal> principal(JsonNode claims) {
        var name = claims.path("t").textValue();
        var tenant = name == null ? null : new TenantId(name);
        if (claims.has("d") && tenant != null) {
            return Optional.of(device(tenant, claims));
        }
        return claims.has("q") ? Optional.of(token(tenant, claims)) : Optional.empty();
    }

    private static Device device(TenantId tenant, JsonNode claims) {
        var token = claims.has("q") ? token(tenant, claims) : null;
        return new Device(tenant, new DeviceId(claims.path("d").asText()), proof(claims), token);
    }

    private static Proof proof(JsonNode claims) {
        if (claims.has("r")) {
            return new Password(claims.path("r").asText(), claims.path("j").asText());
        }
        var fingerprint = claims.path("f").textValue();
        var facts = facts(claims);
        if (fingerprint == null) {
            return new Asserted(facts);
        }
        return switch (claims.path("m").asText()) {
            case TRUSTED -> new Trusted(fingerprint, facts);
            case CLAIM -> new Claim(fingerprint, facts);
            case PINNED -> new Pinned(fingerprint, claims.path("j").asText(), facts);
            default -> new Enrolled(fingerprint, facts);
        };
    }

    private static CertificateFacts facts(JsonNode claims) {
        return new CertificateFacts(
                claims.path("h").asText(claims.path("d").asText()),
                claims.path("n").textValue(),
                claims.path("a").textValue(),
                texts(claims.path("x")),
                texts(claims.path("y")),
                claims.path("v").booleanValue());
    }

    private static Token token(@Nullable TenantId tenant, JsonNode claims) {
        return new Token(
                claims.path("w").asText(),
                claims.path("o").asText(),
                claims.path("q").asText(),
                tenant,
                new HashSet<>(texts(claims.path("g"))),
                claims.path("k") instanceof ObjectNode all ? all : Subject.NOTHING);
    }

    private static List<String> texts(JsonNode nodes) {
        var texts = new ArrayList<String>();
        nodes.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
