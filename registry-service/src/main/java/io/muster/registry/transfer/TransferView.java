// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.platform.topic.TenantId;
import io.muster.registry.transfer.store.Transfer;
import io.muster.registry.transfer.store.TransferState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An offer as one of its parties sees it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Transfer")
record TransferView(
        UUID id,
        TransferState state,
        @Schema(description = "The device's id in the offering tenant.") String device,
        @Schema(description = "Stays the device's, wherever it is.") UUID uid,
        String from,
        @Schema(description = "Who may take it, or took it.") @Nullable String to,
        @Schema(description = "The device's id in the other tenant, once it is there.")
                @Nullable String newId,
        @Schema(description = "Only in the answer to the offer, which is the only one to show it.")
                @Nullable String code,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant decidedAt) {

    static TransferView of(Transfer transfer, Instant now) {
        return of(transfer, now, Optional.empty());
    }

    static TransferView of(Transfer transfer, Instant now, Optional<TransferCode> code) {
        return new TransferView(
                transfer.id(),
                transfer.state(now),
                transfer.device().device().value(),
                transfer.uid(),
                transfer.from().value(),
                transfer.to().map(TenantId::value).orElse(null),
                transfer.newId().orElse(null),
                code.map(TransferCode::text).orElse(null),
                transfer.createdAt(),
                transfer.expiresAt(),
                transfer.decidedAt().orElse(null));
    }
}
