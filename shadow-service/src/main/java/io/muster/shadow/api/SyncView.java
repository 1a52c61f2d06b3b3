// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.shadow.document.Ledger;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far the device has got with what is desired of it. It moves on without a new version. */
@Schema(name = "ShadowSync")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record SyncView(
        @Schema(description = "pending, delivered, applied, failed or expired.") String state,
        @Schema(description = "The newest desired version that reached the device while connected.")
                long deliveredVersion,
        @Schema(description = "The newest desired version that the device has applied.")
                long appliedVersion,
        @Schema(description = "What the device said when it failed.") @Nullable String failure) {

    static SyncView of(Ledger ledger) {
        var delivery = ledger.delivery();
        return new SyncView(
                delivery.state().word(),
                delivery.deliveredVersion(),
                delivery.appliedVersion(),
                delivery.failure().orElse(null));
    }
}
