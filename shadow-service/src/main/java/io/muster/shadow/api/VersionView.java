// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.shadow.history.PastVersion;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One version of a shadow in its history. */
@Schema(name = "ShadowVersion")
@RegisterForReflection
record VersionView(
        long version,
        Instant at,
        @Schema(description = "Who made it: device, user:anna, or schedule for the clock.")
                String by,
        @Schema(description = "created, changed or deleted.") String change,
        @Schema(
                        implementation = Map.class,
                        description =
                                "The merge patch of sections that made it of the version before;"
                                        + " empty where it was deleted.")
                JsonNode patch) {

    static VersionView of(PastVersion past) {
        return new VersionView(
                past.version(), past.at(), past.by(), past.kind().word(), past.patch());
    }
}
