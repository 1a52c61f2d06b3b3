// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.webhook.store.Delivery;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What came of sending an event, as the API shows it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "WebhookDelivery")
record DeliveryView(
        UUID id,
        @Schema(description = "The event's id, which is also the header webhook-id.") String event,
        String type,
        Delivery.State state,
        int attempts,
        @Schema(description = "When it is tried again.") @Nullable Instant nextAt,
        @Schema(description = "Of the last answer.") @Nullable Integer status,
        @Schema(description = "Why the last attempt failed.") @Nullable String error,
        Instant createdAt,
        @Nullable Instant deliveredAt) {

    static DeliveryView of(Delivery delivery) {
        return new DeliveryView(
                delivery.id(),
                delivery.eventId(),
                delivery.type(),
                delivery.state(),
                delivery.attempts(),
                delivery.state() == Delivery.State.PENDING ? delivery.nextAt() : null,
                delivery.status().orElse(null),
                delivery.error().orElse(null),
                delivery.createdAt(),
                delivery.deliveredAt().orElse(null));
    }
}
