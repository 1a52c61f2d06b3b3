// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of an import. */
@Schema(name = "ShadowImport")
@RegisterForReflection
record ImportView(
        @Schema(description = "Lines, without blank ones.") long read,
        long created,
        long updated,
        long replaced,
        @Schema(description = "Those that are as the line says already, or were to stay.")
                long skipped,
        long failed,
        @Schema(description = "The first 100.") List<Fault> errors) {

    /** A line that was not carried out, and no part of it. */
    @Schema(name = "ShadowImportError")
    @RegisterForReflection
    record Fault(
            @Schema(description = "Counted from 1, blank lines too.") long line,
            String code,
            String detail) {}
}
