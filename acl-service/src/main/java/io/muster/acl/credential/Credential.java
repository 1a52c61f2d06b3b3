// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.credential;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.digest.Sha256;
import io.muster.acl.json.JsonFault;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * A user name with a password, of one device.
 *
 * @param authId the user name, unique in its tenant
 */
public record Credential(
        TenantId tenant, DeviceId device, String authId, Term term, PasswordHash hash) {

    private static final int MARK_LENGTH = 16;

    /**
     * Reads a fact, which is the same in a snapshot's line, an event and a file. Empty for a
     * pre-shared key: that is checked in TLS, where a hook sees nothing of it.
     *
     * @throws JsonFault when it can't be read
     */
    public static Optional<Credential> read(TenantId tenant, JsonNode fact) {
        return switch (Members.text(fact, "type")) {
            case "psk" -> Optional.empty();
            case "password" -> Optional.of(password(tenant, fact));
            default -> throw new JsonFault("/type", "must be password or psk");
        };
    }

    private static Credential password(TenantId tenant, JsonNode fact) {
        var hash =
                PasswordHash.parse(Members.text(fact, "hash"))
                        .orElseThrow(() -> new JsonFault("/hash", "is no hash that is known here"));
        return new Credential(
                tenant, Members.device(fact), Members.text(fact, "authId"), Term.read(fact), hash);
    }

    /** Says whether it counts at that moment. */
    public boolean usableAt(Instant now) {
        return term.holdsAt(now);
    }

    /** Of this very password: sessions remember it, so that a changed one ends them. */
    public String mark() {
        var bytes = hash.text().getBytes(StandardCharsets.UTF_8);
        return Sha256.hex(bytes).substring(0, MARK_LENGTH);
    }
}
