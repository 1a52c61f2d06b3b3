// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How much a tenant may use. A member that is null was not set and has its default, so that a
 * better default reaches everybody who never chose.
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "TenantQuotas")
public record Quotas(
        @Schema(
                        description = "Devices that are not deleted; 1,000,000 by default.",
                        minimum = "0",
                        maximum = "1000000000")
                @Nullable Long maxDevices) {

    /** What nobody set. */
    public static final Quotas UNSET = new Quotas(null);

    static final long DEFAULT_MAX_DEVICES = 1_000_000;

    private static final long MOST = 1_000_000_000;

    public Quotas {
        if (maxDevices != null && (maxDevices < 0 || maxDevices > MOST)) {
            throw new IllegalArgumentException("maxDevices must be between 0 and " + MOST + ".");
        }
    }

    /** The same with the defaults of what is not set. */
    public Quotas effective() {
        return new Quotas(maxDevices == null ? DEFAULT_MAX_DEVICES : maxDevices);
    }
}
