// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import io.muster.acl.decision.Principal.Device;
import io.muster.acl.fleet.DeviceKey;
import io.muster.acl.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * Who is to go: a client id on a broker, recorded here or not.
 *
 * @param username what the client calls itself; some brokers know connections by this only
 * @param device when set, it is this device that is to go, and nobody else who has its client id
 */
record Evictee(String clientId, String username, @Nullable DeviceKey device) {

    /** A device's client id and user name are its id, so it can be found without a record. */
    static Evictee of(DeviceKey device) {
        var id = device.device().value();
        return new Evictee(id, id, device);
    }

    static Evictee of(Session session) {
        var caller = session.caller();
        var username = caller.username();
        return session.principal() instanceof Device device
                        && device.device().value().equals(caller.clientId())
                ? of(new DeviceKey(device.tenant(), device.device()))
                : new Evictee(
                        caller.clientId(), username == null ? caller.clientId() : username, null);
    }

    /** Whoever has this client id. */
    static Evictee ofClient(String clientId) {
        return new Evictee(clientId, clientId, null);
    }
}
