// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.session.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as operators see it.
 *
 * @param id by which this very connection can be revoked
 * @param principal who it is, such as {@code cert:default/dev-1}
 * @param fingerprint of the certificate; null for a token
 * @param admittedAt since when this replica knows of it
 */
public record SessionView(
        String id,
        String broker,
        String clientId,
        String principal,
        @Nullable String fingerprint,
        Instant admittedAt,
        @Nullable Instant expiresAt) {

    static SessionView of(Session session) {
        var caller = session.caller();
        return new SessionView(
                session.id(),
                session.broker(),
                caller.clientId(),
                session.principal().id(),
                fingerprint(session.principal()),
                session.admittedAt(),
                session.expiresAt());
    }

    private static @Nullable String fingerprint(Principal principal) {
        return principal instanceof Device device ? device.fingerprint() : null;
    }
}
