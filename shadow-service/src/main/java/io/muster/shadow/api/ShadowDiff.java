// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.MergeDiff;
import io.muster.shadow.store.ShadowKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of one version of a shadow until another. */
@Schema(name = "ShadowDiff")
@RegisterForReflection
record ShadowDiff(
        String deviceId,
        String name,
        long from,
        long to,
        @Schema(
                        implementation = Map.class,
                        description = "A merge patch of the sections that differ.")
                JsonNode patch) {

    static ShadowDiff of(ShadowKey key, long from, long to, ObjectNode before, ObjectNode after) {
        var patch = MergeDiff.between(before, after);
        return new ShadowDiff(key.device().value(), key.name().value(), from, to, patch);
    }
}
