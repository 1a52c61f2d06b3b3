// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import io.muster.acl.fleet.FleetListener;
import io.muster.acl.session.Session;

/** Ends sessions that lost what they stood on. */
public interface Evictor extends FleetListener {

    /** A session that fell earlier is evidently still connected, since its broker asks for it. */
    void stillThere(Session session);

    /** Any of the recorded sessions may have fallen. */
    void recheck();

    /** Whoever has this client id is to go, unless a record says that it stands. */
    void clientFell(String clientId);
}
