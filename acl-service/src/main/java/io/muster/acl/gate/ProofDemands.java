// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.platform.topic.TenantId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each tenant asks of its clients. Our own services, which belong to none, have tokens only.
 *
 * @param otherwise what tenants ask that are not named
 */
public record ProofDemands(Map<TenantId, ProofDemand> byTenant, ProofDemand otherwise) {

    public ProofDemands {
        byTenant = Map.copyOf(byTenant);
    }

    ProofDemand of(@Nullable TenantId tenant) {
        return tenant == null ? ProofDemand.ANY : byTenant.getOrDefault(tenant, otherwise);
    }
}
