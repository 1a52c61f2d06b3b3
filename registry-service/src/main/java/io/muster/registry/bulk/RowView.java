// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.bulk.store.RowOutcome;
import io.muster.registry.bulk.store.RowResult;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of a row, as the API shows it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "BulkRow")
record RowView(
        @Schema(description = "From 1, without the header and empty lines.") long row,
        RowResult result,
        @Nullable String device,
        @Schema(description = "Why it failed, for programs.") @Nullable String code,
        @Schema(description = "Where in the row, as a JSON Pointer.") @Nullable String pointer,
        @Schema(description = "Why it failed, for people.") @Nullable String message) {

    static RowView of(RowOutcome outcome) {
        var failure = outcome.failure();
        return new RowView(
                outcome.row(),
                outcome.result(),
                outcome.device().orElse(null),
                failure.map(RowOutcome.Failure::code).orElse(null),
                failure.map(RowOutcome.Failure::pointer).orElse(null),
                failure.map(RowOutcome.Failure::message).orElse(null));
    }
}
