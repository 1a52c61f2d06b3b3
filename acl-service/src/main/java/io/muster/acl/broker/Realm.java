// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.broker;

import io.muster.platform.topic.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A name space of clients and topics on a broker: all of it, or one of its virtual hosts or mount
 * points.
 *
 * @param place its name among all realms of all brokers, which sessions are recorded under
 * @param tenant when set, only this tenant's identities and our services are let in
 */
public record Realm(String place, @Nullable TenantId tenant) {

    /** Says whether identities of this tenant, or of none when null, belong here. */
    public boolean serves(@Nullable TenantId whose) {
        return tenant == null || whose == null || tenant.equals(whose);
    }
}
