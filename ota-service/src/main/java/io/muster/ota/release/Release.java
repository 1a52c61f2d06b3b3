// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.release;

import java.time.Instant;
import java.util.UUID;

/**
 * A version of a product that devices may get, with the signed manifest they verify themselves.
 * Immutable: another artifact is another version.
 *
 * @param manifest the canonical bytes' meaning; {@link Manifest#canonical()} is what was signed
 */
public record Release(
        UUID id,
        Manifest manifest,
        Base64Text signature,
        String keyId,
        ReleaseState state,
        String createdBy,
        Instant createdAt) {}
