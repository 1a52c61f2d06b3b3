// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import io.muster.acl.fleet.DeviceKey;
import io.muster.acl.fleet.Fleet;
import io.muster.acl.session.Session;

/**
 * For a broker without a configured control: sessions stay, and are denied whatever they ask for.
 */
public final class NoControl implements Evictor {

    @Override
    public void fell(DeviceKey device) {}

    @Override
    public void stillThere(Session session) {}

    @Override
    public void recheck() {}

    @Override
    public void clientFell(String clientId) {}

    @Override
    public void replaced(Fleet fleet) {}
}
