// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.broker;

import io.muster.platform.hook.HookSecret;
import java.util.Map;

/**
 * A registered broker. It is tied to one dialect: on another dialect's path it is unknown.
 *
 * @param secret what it shows with every question
 * @param realms its name spaces by virtual host or mount point; any other is refused
 */
public record Broker(
        String id, Dialect dialect, HookSecret secret, Map<String, Realm> realms, Traits traits) {

    public Broker {
        realms = Map.copyOf(realms);
    }

    /** The only realm of a broker whose dialect knows of none. */
    public Realm realm() {
        return realms.values().iterator().next();
    }
}
