// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** A broker's own way to end sessions. */
public interface BrokerControl {

    /** Somebody who is to be disconnected; brokers know connections by one or the other name. */
    record Client(String clientId, String username) {}

    /** Completes when none of these clients is connected any more; fails when that is not known. */
    Uni<Void> disconnect(List<Client> clients);
}
