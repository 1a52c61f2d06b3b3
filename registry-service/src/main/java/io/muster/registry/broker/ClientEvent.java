// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import io.muster.registry.identity.Fingerprint;
import io.muster.registry.presence.BrokerEvent;
import java.util.Optional;

/**
 * What a broker told of one client.
 *
 * @param place the virtual host or mount point; empty where there are none
 * @param admitted the tenant that acl-service found the client to be of, where that is told
 * @param certificate what the client has shown in TLS to the broker, where that is told
 */
record ClientEvent(
        String place,
        Optional<String> admitted,
        String clientId,
        BrokerEvent event,
        Optional<Fingerprint> certificate) {

    /** Of a broker that does not tell certificates. */
    ClientEvent(String place, Optional<String> admitted, String clientId, BrokerEvent event) {
        this(place, admitted, clientId, event, Optional.empty());
    }

    /** Of a broker that is not divided. */
    static ClientEvent of(String clientId, BrokerEvent event) {
        return new ClientEvent("", Optional.empty(), clientId, event);
    }
}
