// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.platform.tenancy.Tenancy;
import io.muster.platform.topic.TenantId;

/** Who asks, read while the request is at hand: work that goes on later has no request. */
record Administrator(TenantId tenant, String subject) {

    static Administrator of(Tenancy tenancy) {
        return new Administrator(tenancy.current(), tenancy.subject());
    }
}
