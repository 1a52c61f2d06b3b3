// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of devices, whole or with the fields that were asked for. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "DevicePage")
public record DevicePage(
        @Schema(implementation = DeviceView[].class) List<?> items,
        @Nullable String nextCursor,
        @Schema(description = "With count=true: how many there are on all pages, up to 100,000.")
                @Nullable Long total,
        @Schema(description = "With count=true: true when there are more than total says.")
                @Nullable Boolean totalIsLowerBound) {

    private static final long MOST = 100_000;

    /** How many there are, of whom no more than so many were counted. */
    DevicePage counted(long found) {
        return new DevicePage(items, nextCursor, Math.min(found, MOST), found > MOST);
    }
}
