// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.fleet;

import io.muster.platform.problem.Problems;
import io.muster.shadow.index.IndexPath;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an index is to be of. */
@RegisterForReflection
@Schema(name = "ShadowIndexOptions")
record IndexOptions(
        @Schema(
                        required = true,
                        examples = "/reported/fw",
                        description =
                                "A JSON Pointer into desired, reported or tags, of at most 256 bytes"
                                        + " and 8 names behind the section.")
                @Nullable String path) {

    IndexPath indexPath() {
        if (path == null) {
            throw Problems.invalid("path is missing.");
        }
        return IndexPath.parse(path)
                .orElseThrow(() ->
                        Problems.invalid(
                                "path is a JSON Pointer into desired, reported or tags, such as"
                                        + " /reported/fw, of at most 256 bytes and 8 names."));
    }
}
