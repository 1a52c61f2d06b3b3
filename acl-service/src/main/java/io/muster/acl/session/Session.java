// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.session;

import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Principal;
import io.muster.acl.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection that was let in.
 *
 * @param broker the registered broker that asked, and which realm of it where it has several
 * @param principal who it is, for revocation and takeover
 * @param caller the same as policies see it
 * @param expiresAt when the credentials end; null when they don't
 * @param admittedAt when it was let in; for one recovered from its seal, when that happened
 * @param seal the session id, for brokers that give it back to us
 */
public record Session(
        String broker,
        Principal principal,
        Caller caller,
        Instant admittedAt,
        @Nullable Instant expiresAt,
        String seal) {

    private static final int ID_LENGTH = 32;

    /** The name by which operators call it: shorter than the seal, and proves nothing. */
    public String id() {
        return Sha256.hex(seal.getBytes(StandardCharsets.UTF_8)).substring(0, ID_LENGTH);
    }

    /** The same, connected from there. */
    public Session from(Origin origin) {
        return new Session(broker, principal, caller.from(origin), admittedAt, expiresAt, seal);
    }

    /** Says whether the credentials have ended. */
    public boolean expiredAt(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
