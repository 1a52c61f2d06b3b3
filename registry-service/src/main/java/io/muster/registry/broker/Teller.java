// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import io.muster.platform.hook.HookSecret;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.presence.PresenceConfig.BrokerDialect;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A broker that is registered to tell of connections. Whose its clients are is in the registration:
 * nothing that a client chose, and nothing that a broker of somebody else says, can change it.
 *
 * @param secret null for those that do not call
 * @param places which tenant has which virtual host or mount point; the empty one where the broker
 *     is not divided
 * @param byAdmission whether the tenant is the one that acl-service found the client to be of
 */
record Teller(
        String name,
        BrokerDialect dialect,
        @Nullable HookSecret secret,
        Map<String, TenantId> places,
        boolean byAdmission) {

    Teller {
        places = Map.copyOf(places);
    }

    /** The device that a client is; empty when it is none of the tenants'. */
    Optional<DeviceIdentity> device(ClientEvent event) {
        return tenant(event)
                .flatMap(tenant ->
                        DeviceId.parse(event.clientId())
                                .map(device -> new DeviceIdentity(tenant, device)));
    }

    private Optional<TenantId> tenant(ClientEvent event) {
        return byAdmission
                ? event.admitted().flatMap(TenantId::parse)
                : Optional.ofNullable(places.get(event.place()));
    }
}
