// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.catalog;

import io.muster.ota.release.Base64Text;
import io.muster.ota.release.Release;
import io.muster.ota.release.ReleaseState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A release as operators see it; manifest and signature in base64, as devices get them. */
@RegisterForReflection
@Schema(name = "Release")
public record ReleaseView(
        UUID id,
        String product,
        String version,
        String sha256,
        long size,
        long securityVersion,
        String manifest,
        String signature,
        String keyId,
        ReleaseState state,
        String createdBy,
        Instant createdAt) {

    static ReleaseView of(Release release) {
        var manifest = release.manifest();
        return new ReleaseView(
                release.id(),
                manifest.product(),
                manifest.version(),
                manifest.sha256().hex(),
                manifest.size(),
                manifest.securityVersion(),
                Base64Text.of(manifest.canonical()).value(),
                release.signature().value(),
                release.keyId(),
                release.state(),
                release.createdBy(),
                release.createdAt());
    }
}
