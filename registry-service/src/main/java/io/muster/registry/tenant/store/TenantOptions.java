// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What can be chosen for a tenant. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "TenantOptions")
public record TenantOptions(
        @Schema(maxLength = 200) @Nullable String displayName, Quotas quotas, Settings settings) {

    /** Nothing was chosen. */
    public static final TenantOptions NONE = new TenantOptions(null, Quotas.UNSET, Settings.UNSET);

    private static final int LONGEST_NAME = 200;

    /** Members that are not there are unset. */
    public TenantOptions(
            @Nullable String displayName, @Nullable Quotas quotas, @Nullable Settings settings) {
        if (displayName != null && displayName.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "displayName has at most " + LONGEST_NAME + " characters.");
        }
        this.displayName = displayName;
        this.quotas = quotas == null ? Quotas.UNSET : quotas;
        this.settings = settings == null ? Settings.UNSET : settings;
    }
}
