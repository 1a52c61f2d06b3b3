// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.transfer;

import io.muster.platform.topic.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** To whom a device is offered, and for how long. */
@RegisterForReflection
@Schema(name = "TransferOffer")
record OfferRequest(
        @Schema(description = "A tenant's id; without, whoever has the code may take the device.")
                @Nullable String to,
        @Schema(
                        description =
                                "Seconds until the offer ends: 60 to 2592000; a week by default.",
                        minimum = "60",
                        maximum = "2592000")
                @Nullable Long ttl) {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    OfferRequest {
        if (to != null && TenantId.parse(to).isEmpty()) {
            throw new IllegalArgumentException("to must be the id of a tenant.");
        }
        if (ttl != null && (ttl < SHORTEST.toSeconds() || ttl > LONGEST.toSeconds())) {
            throw new IllegalArgumentException("ttl must be between 60 and 2592000 seconds.");
        }
    }

    Optional<TenantId> tenant() {
        return Optional.ofNullable(to).map(TenantId::new);
    }

    Duration life() {
        return ttl == null ? WEEK : Duration.ofSeconds(ttl);
    }
}
