// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.release;

import java.time.Instant;
import java.util.Optional;

/**
 * A key that a tenant lets sign releases.
 *
 * @param revokedAt when it was no longer trusted; nothing it signed is rolled out after that
 */
public record RegisteredKey(
        SigningKey key, String createdBy, Instant createdAt, Optional<Instant> revokedAt) {

    /** Says whether releases signed with it may go out. */
    public boolean trusted() {
        return revokedAt.isEmpty();
    }
}
