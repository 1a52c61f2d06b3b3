// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.outbox.EventDraft;
import java.time.Instant;

/**
 * What acl-service is told of a credential that MQTT clients log in with: hashes only. That of a
 * pinned certificate is its name.
 */
public final class CredentialFact {

    private CredentialFact() {}

    /** That a credential is new, or another one than before. */
    public static EventDraft changed(Credential credential) {
        return new EventDraft(
                "credential.changed", credential.device().device().value(), of(credential));
    }

    /** The same members in events and snapshots. */
    public static ObjectNode of(Credential credential) {
        var fact = JsonNodeFactory.instance.objectNode();
        fact.put("device", credential.device().device().value())
                .put("type", credential.type().told())
                .put("authId", credential.authId())
                .put("enabled", credential.enabled())
                .put("notBefore", credential.notBefore().map(Instant::toString).orElse(null))
                .put("notAfter", credential.notAfter().map(Instant::toString).orElse(null));
        return credential.type() == CredentialType.X509
                ? fact
                : fact.put("hash", credential.secret());
    }
}
