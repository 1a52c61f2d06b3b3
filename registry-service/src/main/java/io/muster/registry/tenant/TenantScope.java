// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.topic.TenantId;
import io.muster.registry.api.Caller;
import jakarta.enterprise.context.ApplicationScoped;

/** Which tenants a caller may look at: platform-admin at all, everybody else at its own. */
@ApplicationScoped
class TenantScope {

    private final Caller caller;

    TenantScope(Caller caller) {
        this.caller = caller;
    }

    /** A tenant by the text of its id; a 404 problem for what is none and for those of others. */
    TenantId visible(String id) {
        var tenant = known(id);
        if (!caller.has(Roles.PLATFORM_ADMIN) && !tenant.equals(caller.tenant())) {
            throw missing();
        }
        return tenant;
    }

    static TenantId known(String id) {
        return TenantId.parse(id).orElseThrow(TenantScope::missing);
    }

    static ProblemException missing() {
        return Problems.notFound("There is no such tenant.");
    }
}
