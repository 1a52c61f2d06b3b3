// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.http;

import io.muster.platform.tenancy.Tenancy;
import io.muster.platform.topic.TenantId;

/** Who asks, read while the request is at hand: work that goes on later has no request. */
public record Caller(TenantId tenant, String subject) {

    /** The caller of the current request. */
    public static Caller of(Tenancy tenancy) {
        return new Caller(tenancy.current(), tenancy.subject());
    }
}
