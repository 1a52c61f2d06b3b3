// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.fleet;

import io.muster.shadow.index.ShadowIndex;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An index as the API shows it. */
@RegisterForReflection
@Schema(name = "ShadowIndex")
record IndexView(
        String id,
        @Schema(examples = "/reported/fw") String path,
        @Schema(
                        enumeration = {"building", "ready"},
                        description = "Only one that is ready answers searches.")
                String state,
        Instant createdAt) {

    static IndexView of(ShadowIndex index) {
        return new IndexView(
                Long.toString(index.id()),
                index.path().toString(),
                index.state().name().toLowerCase(Locale.ROOT),
                index.createdAt());
    }
}
