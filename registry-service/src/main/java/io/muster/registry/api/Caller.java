// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.api;

import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Tenancy;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceIdentity;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** Who calls, and which device of the caller's tenant is meant. */
@RequestScoped
public class Caller {

    private final Tenancy tenancy;
    private final SecurityIdentity identity;

    Caller(Tenancy tenancy, SecurityIdentity identity) {
        this.tenancy = tenancy;
        this.identity = identity;
    }

    /** The caller's tenant. */
    public TenantId tenant() {
        return tenancy.current();
    }

    /** The caller as the audit log names it. */
    public String subject() {
        return tenancy.subject();
    }

    /** Whether the caller has a role. */
    public boolean has(String role) {
        return identity.hasRole(role);
    }

    /** The device of a path; what can't be an id is a device that does not exist. */
    public DeviceIdentity device(String id) {
        return DeviceId.parse(id)
                .map(device -> new DeviceIdentity(tenant(), device))
                .orElseThrow(() -> Problems.notFound("There is no such device."));
    }
}
