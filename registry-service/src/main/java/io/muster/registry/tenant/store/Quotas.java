// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How much a tenant may use. A member that is null was not set and has its default, so that a
 * better default reaches everybody who never chose; where there is no default, nothing is limited.
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "TenantQuotas")
public record Quotas(
        @Schema(
                        description = "Devices that are not deleted; 1,000,000 by default.",
                        minimum = "0",
                        maximum = "1000000000")
                @Nullable Long maxDevices,
        @Schema(
                        description =
                                "Certificates of one device that are good at once and have not been"
                                        + " renewed; not limited by default. Renewals are never"
                                        + " refused for it.",
                        minimum = "0",
                        maximum = "1000000000")
                @Nullable Long maxCertsPerDevice,
        @Schema(
                        description =
                                "First certificates of all devices together in a minute, which"
                                        + " begins with the first of them; not limited by default."
                                        + " Renewals do not count.",
                        minimum = "0",
                        maximum = "1000000000")
                @Nullable Long enrollmentsPerMinute,
        @Schema(
                        description = "Rows of one import; 1,000,000 by default.",
                        minimum = "0",
                        maximum = "1000000000")
                @Nullable Long importRows) {

    /** What nobody set. */
    public static final Quotas UNSET = new Quotas(null, null, null, null);

    static final long DEFAULT_MAX_DEVICES = 1_000_000;

    private static final long DEFAULT_IMPORT_ROWS = 1_000_000;
    private static final long MOST = 1_000_000_000;

    public Quotas {
        require("maxDevices", maxDevices);
        require("maxCertsPerDevice", maxCertsPerDevice);
        require("enrollmentsPerMinute", enrollmentsPerMinute);
        require("importRows", importRows);
    }

    private static void require(String name, @Nullable Long value) {
        if (value != null && (value < 0 || value > MOST)) {
            throw new IllegalArgumentException(name + " must be between 0 and " + MOST + ".");
        }
    }

    /** The same with the defaults of what is not set. */
    public Quotas effective() {
        return new Quotas(
                maxDevices == null ? DEFAULT_MAX_DEVICES : maxDevices,
                maxCertsPerDevice,
                enrollmentsPerMinute,
                rowsOfOneImport());
    }

    /** How many rows one import may have. */
    public long rowsOfOneImport() {
        return importRows == null ? DEFAULT_IMPORT_ROWS : importRows;
    }
}
