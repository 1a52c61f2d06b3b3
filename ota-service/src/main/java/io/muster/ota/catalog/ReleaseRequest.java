// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.catalog;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version of a product, signed.
 *
 * @param sha256 the uploaded artifact
 * @param securityVersion a counter that devices never let fall; 0 without one
 * @param manifest base64 of the bytes that were signed, if the caller wants them compared with what
 *     the service expects: RFC 8785 canonical JSON of product, securityVersion, sha256, size and
 *     version
 * @param signature base64; of those bytes, by the key
 */
@RegisterForReflection
@Schema(name = "ReleaseRequest")
public record ReleaseRequest(
        @NotNull String product,
        @NotNull String version,
        @NotNull String sha256,
        @PositiveOrZero @Nullable Long securityVersion,
        @Nullable String manifest,
        @NotNull String signature,
        @NotNull String keyId) {}
