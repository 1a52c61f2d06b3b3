// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential.store;

import io.muster.registry.identity.DeviceIdentity;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a device can show.
 *
 * @param authId the user name, the identity of a pre-shared key, or what is pinned; unique in
 *     tenant and type
 * @param secret a hash, or a sealed key, good for nothing by itself; or a certificate in PEM, which
 *     is no secret
 */
public record Credential(
        DeviceIdentity device,
        UUID id,
        CredentialType type,
        String authId,
        boolean enabled,
        Optional<Instant> notBefore,
        Optional<Instant> notAfter,
        String secret,
        Instant createdAt,
        Instant updatedAt) {

    /** Without the secret: this may end up in a log. */
    @Override
    public String toString() {
        return "Credential[" + device + ", " + type + " " + authId + "]";
    }
}
