// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.tenant.store.Tenant;
import io.muster.registry.tenant.store.UsageStore.Flow;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tenant's quotas by their names, and what is used of each, as the API shows them. */
@RegisterForReflection
@Schema(name = "TenantQuotaUsage")
record TenantUsageView(
        @Schema(description = "Devices that are not deleted.") Use maxDevices,
        @Schema(
                        description =
                                "Certificates of the device that was asked for which are good, or"
                                        + " on hold, and were not renewed.")
                Use maxCertsPerDevice,
        @Schema(
                        description =
                                "First certificates in the minute that runs; not counted without a"
                                        + " quota.")
                Use enrollmentsPerMinute,
        @Schema(description = "Rows of the largest import or bulk issue that is not over.")
                Use importRows) {

    /** One quota. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "QuotaUse")
    record Use(
            @Schema(description = "How much there may be; absent where nothing is limited.")
                    @Nullable Long quota,
            @Schema(description = "How much there is; absent where nothing is counted.")
                    @Nullable Long used) {}

    static TenantUsageView of(Tenant tenant, Flow flow, Optional<Long> certificates) {
        var quotas = tenant.options().quotas().effective();
        var perMinute = quotas.enrollmentsPerMinute();
        return new TenantUsageView(
                new Use(quotas.maxDevices(), tenant.devices()),
                new Use(quotas.maxCertsPerDevice(), certificates.orElse(null)),
                new Use(perMinute, perMinute == null ? null : flow.enrollments()),
                new Use(quotas.importRows(), flow.rows()));
    }
}
