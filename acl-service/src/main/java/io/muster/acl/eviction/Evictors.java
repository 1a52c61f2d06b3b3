// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import io.muster.acl.broker.Realm;
import io.muster.acl.fleet.DeviceKey;
import io.muster.acl.fleet.Fleet;
import io.muster.acl.fleet.FleetListener;
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

    @Override
    public void replaced(Fleet fleet) {
        byRealm.values().forEach(evictor -> evictor.replaced(fleet));
    }
}
