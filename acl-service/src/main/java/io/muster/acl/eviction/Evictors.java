// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import io.muster.acl.broker.Realm;
import io.muster.acl.fleet.DeviceKey;
import io.muster.acl.fleet.Fleet;
import io.muster.acl.fleet.FleetListener;
import io.muster.acl.revocation.Revocation;
import io.muster.acl.revocation.RevocationKind;
import io.muster.platform.topic.TenantId;
import java.util.Map;

/** Tells every realm of every broker that may have the device. */
public final class Evictors implements FleetListener {

    private final Map<Realm, Evictor> byRealm;

    public Evictors(Map<Realm, Evictor> byRealm) {
        this.byRealm = Map.copyOf(byRealm);
    }

    /** Who ends the sessions of one realm. */
    public Evictor of(Realm realm) {
        return byRealm.getOrDefault(realm, new NoControl());
    }

    @Override
    public void fell(DeviceKey device) {
        byRealm.forEach((realm, evictor) -> {
            if (realm.serves(device.tenant())) {
                evictor.fell(device);
            }
        });
    }

    /**
     * Something was revoked. A client id is sought also where no session of it is recorded, but
     * only in realms of its tenant alone: elsewhere it may be another tenant's.
     */
    public void revoked(Revocation revocation) {
        var tenant = revocation.tenant();
        byRealm.forEach((realm, evictor) -> {
            if (revocation.kind() == RevocationKind.CLIENT_ID && tenant.equals(realm.tenant())) {
                evictor.clientFell(revocation.value());
            }
            if (realm.serves(tenant)) {
                evictor.recheck();
            }
        });
    }

    @Override
    public void distrusted(Fleet fleet, TenantId tenant) {
        byRealm.forEach((realm, evictor) -> {
            if (realm.serves(tenant)) {
                evictor.replaced(fleet);
            }
        });
    }

    @Override
    public void replaced(Fleet fleet) {
        byRealm.values().forEach(evictor -> evictor.replaced(fleet));
    }
}
