// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.tenant.store.Quotas;
import io.muster.registry.tenant.store.Settings;
import io.muster.registry.tenant.store.Tenant;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tenant as the API shows it: quotas and settings with their defaults filled in. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Tenant")
record TenantView(
        String id,
        @Nullable String displayName,
        Quotas quotas,
        Settings settings,
        Usage usage,
        @Schema(description = "Counts the changes from 1; also the entity tag.") long version,
        Instant createdAt,
        Instant updatedAt) {

    /** How much of the quotas is used. */
    @RegisterForReflection
    @Schema(name = "TenantUsage")
    record Usage(@Schema(description = "Devices that are not deleted.") long devices) {}

    static TenantView of(Tenant tenant) {
        var options = tenant.options();
        return new TenantView(
                tenant.id().value(),
                options.displayName(),
                options.quotas().effective(),
                options.settings().effective(),
                new Usage(tenant.devices()),
                tenant.version(),
                tenant.createdAt(),
                tenant.updatedAt());
    }
}
