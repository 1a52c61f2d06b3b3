// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant;

import io.muster.platform.topic.TenantId;

/**
 * Told to observers in this process after the commit that added a tenant, perhaps twice. Other
 * replicas are not told: what hangs on a tenant is also made when it is first needed.
 */
public record TenantAdded(TenantId tenant) {}
