// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.catalog;

import io.muster.ota.release.RegisteredKey;
import io.muster.ota.release.SigningKey.Algorithm;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A signing key as operators see it. */
@Schema(name = "SigningKey")
public record KeyView(
        String keyId,
        Algorithm algorithm,
        String publicKey,
        String createdBy,
        Instant createdAt,
        @Nullable Instant revokedAt) {

    static KeyView of(RegisteredKey registered) {
        return new KeyView(
                registered.key().keyId(),
                registered.key().algorithm(),
                registered.key().pem(),
                registered.createdBy(),
                registered.createdAt(),
                registered.revokedAt().orElse(null));
    }
}
