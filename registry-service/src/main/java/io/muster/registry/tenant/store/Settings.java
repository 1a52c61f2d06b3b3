// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a tenant can have otherwise. A member that is null was not set and has its default. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "TenantSettings")
public record Settings(
        @Schema(
                        description =
                                "How long a deleted device can be restored, 0 to 365 days; 30 by"
                                        + " default.",
                        minimum = "0",
                        maximum = "365")
                @Nullable Integer deletedDevicesKeptDays) {

    /** What nobody set. */
    public static final Settings UNSET = new Settings(null);

    private static final int DEFAULT_KEPT_DAYS = 30;
    private static final int MOST_KEPT_DAYS = 365;

    public Settings {
        if (deletedDevicesKeptDays != null
                && (deletedDevicesKeptDays < 0 || deletedDevicesKeptDays > MOST_KEPT_DAYS)) {
            throw new IllegalArgumentException(
                    "deletedDevicesKeptDays must be between 0 and " + MOST_KEPT_DAYS + ".");
        }
    }

    /** The same with the defaults of what is not set. */
    public Settings effective() {
        return new Settings(
                deletedDevicesKeptDays == null ? DEFAULT_KEPT_DAYS : deletedDevicesKeptDays);
    }

    /** How long a deleted device can be restored. */
    public Duration deletedDevicesKept() {
        var days = effective().deletedDevicesKeptDays;
        return Duration.ofDays(days == null ? DEFAULT_KEPT_DAYS : days);
    }
}
