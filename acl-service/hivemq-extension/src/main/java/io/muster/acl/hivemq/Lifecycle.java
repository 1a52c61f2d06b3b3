// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import com.hivemq.extension.sdk.api.events.client.ClientLifecycleEventListener;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationSuccessfulInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionStartInput;
import com.hivemq.extension.sdk.api.events.client.parameters.DisconnectEventInput;

/**
 * Tells of connections that began and ended. HiveMQ calls a client authenticated when its Will is
 * allowed too, so a client that is refused for its Will changes nothing for the connection that it
 * would have taken over.
 */
final class Lifecycle implements ClientLifecycleEventListener {

    private final SessionExpiry expiry;

    Lifecycle(SessionExpiry expiry) {
        this.expiry = expiry;
    }

    @Override
    public void onMqttConnectionStart(ConnectionStartInput input) {
        // Nothing is known about the client yet.
    }

    @Override
    public void onAuthenticationSuccessful(AuthenticationSuccessfulInput input) {
        Session.of(input.getConnectionInformation())
                .ifPresent(session ->
                        expiry.connected(input.getClientInformation().getClientId(), session));
    }

    @Override
    public void onDisconnect(DisconnectEventInput input) {
        Session.of(input.getConnectionInformation())
                .ifPresent(session ->
                        expiry.disconnected(input.getClientInformation().getClientId(), session));
    }
}
