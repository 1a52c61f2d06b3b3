// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.gateway.store.GatewayStore.Child;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A device that a gateway speaks for, as the API shows it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Child")
record ChildView(
        String id,
        @Schema(description = "As in the device's presence.") String status,
        @Nullable Instant changedAt,
        @Nullable Instant lastSeenAt) {

    static ChildView of(Child child) {
        return new ChildView(
                child.id(),
                child.status(),
                child.changedAt().orElse(null),
                child.lastSeenAt().orElse(null));
    }
}
