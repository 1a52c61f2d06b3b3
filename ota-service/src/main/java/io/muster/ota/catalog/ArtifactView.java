// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.catalog;

import io.muster.ota.artifact.Artifact;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An artifact as operators see it. */
@Schema(name = "Artifact")
public record ArtifactView(String sha256, long size, String createdBy, Instant createdAt) {

    static ArtifactView of(Artifact artifact) {
        return new ArtifactView(
                artifact.sha256().hex(),
                artifact.size(),
                artifact.createdBy(),
                artifact.createdAt());
    }
}
