// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.shadow.change.SubtreeSize;
import io.muster.shadow.document.NativeDelta;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.store.ShadowKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What would come of a write. */
@Schema(name = "ShadowDryRun")
@RegisterForReflection
record DryRunView(
        @Schema(description = "The shadow that there would be.") ShadowView shadow,
        @Schema(
                        implementation = Map.class,
                        description = "The merge patch that the device would be sent.")
                JsonNode patch,
        @Schema(description = "The bytes that count toward the limit.") int bytes,
        int limit,
        @Schema(description = "What takes up most of it, the largest first.")
                List<Subtree> bySubtree) {

    /** How much of a document one member takes up. */
    @Schema(name = "ShadowSubtree")
    @RegisterForReflection
    record Subtree(String place, int bytes) {

        static List<Subtree> of(List<SubtreeSize> sizes) {
            return sizes.stream()
                    .map(size -> new Subtree(size.place().toString(), size.bytes()))
                    .toList();
        }
    }

    static DryRunView of(ShadowKey key, ShadowDocument document, ShadowLimits limits) {
        return new DryRunView(
                ShadowView.of(key, document),
                NativeDelta.of(document).patch(),
                limits.bytes(document),
                limits.documentBytes(),
                Subtree.of(SubtreeSize.of(document)));
    }
}
