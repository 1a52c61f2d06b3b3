// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.fleet;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;

/** One device of all tenants. */
public record DeviceKey(TenantId tenant, DeviceId device) {}
