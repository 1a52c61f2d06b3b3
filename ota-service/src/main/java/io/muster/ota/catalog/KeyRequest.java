// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.catalog;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A public key to trust.
 *
 * @param keyId how releases name it
 * @param publicKey PEM, {@code BEGIN PUBLIC KEY}; Ed25519 or ECDSA P-256
 */
@Schema(name = "SigningKeyRequest")
public record KeyRequest(@NotNull String keyId, @NotNull String publicKey) {}
