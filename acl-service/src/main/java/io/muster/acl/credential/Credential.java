// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.credential;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.digest.Sha256;
import io.muster.acl.json.JsonFault;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user name with a password, of one device.
 *
 * @param authId the user name, unique in its tenant
 * @param enabled whether it counts at all
 * @param notBefore null when it counts since ever
 * @param notAfter null when it counts for ever
 */
public record Credential(
        TenantId tenant,
        DeviceId device,
        String authId,
        boolean enabled,
        @Nullable Instant notBefore,
        @Nullable Instant notAfter,
        PasswordHash hash) {

    private static final int MARK_LENGTH = 16;
    private static final int MAX_NAME = 256;

    /**
     * Reads a fact, which is the same in a snapshot's line, an event and a file. Empty for a
     * pre-shared key: that is checked in TLS, where a hook sees nothing of it.
     *
     * @throws JsonFault when it can't be read
     */
    public static Optional<Credential> read(TenantId tenant, JsonNode fact) {
        return switch (text(fact, "type")) {
            case "psk" -> Optional.empty();
            case "password" -> Optional.of(password(tenant, fact));
            default -> throw new JsonFault("/type", "must be password or psk");
        };
    }

    private static Credential password(TenantId tenant, JsonNode fact) {
        var device =
                DeviceId.parse(text(fact, "device"))
                        .orElseThrow(() -> new JsonFault("/device", "is no device id"));
        var hash =
                PasswordHash.parse(text(fact, "hash"))
                        .orElseThrow(() -> new JsonFault("/hash", "is no hash that is known here"));
        return new Credential(
                tenant,
                device,
                text(fact, "authId"),
                fact.path("enabled").asBoolean(false),
                moment(fact, "notBefore"),
                moment(fact, "notAfter"),
                hash);
    }

    private static String text(JsonNode fact, String name) {
        var text = fact.path(name).textValue();
        if (text == null || text.isEmpty() || text.length() > MAX_NAME) {
            throw new JsonFault("/" + name, "must be a text of 1 to 256 characters");
        }
        return text;
    }

    private static @Nullable Instant moment(JsonNode fact, String name) {
        try {
            return fact.hasNonNull(name) ? Instant.parse(fact.path(name).asText()) : null;
        } catch (DateTimeException malformed) {
            throw new JsonFault("/" + name, "is no moment");
        }
    }

    /** Says whether it counts at that moment. */
    public boolean usableAt(Instant now) {
        return enabled
                && (notBefore == null || !now.isBefore(notBefore))
                && (notAfter == null || now.isBefore(notAfter));
    }

    /** Of this very password: sessions remember it, so that a changed one ends them. */
    public String mark() {
        var bytes = hash.text().getBytes(StandardCharsets.UTF_8);
        return Sha256.hex(bytes).substring(0, MARK_LENGTH);
    }
}
