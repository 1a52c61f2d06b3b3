// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import com.hivemq.extension.sdk.api.events.client.ClientLifecycleEventListener;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationSuccessfulInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionStartInput;
import com.hivemq.extension.sdk.api.events.client.parameters.DisconnectEventInput;
import io.muster.acl.hivemq.event.ConnectionEvent;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells of connections that began and ended. HiveMQ calls a client authenticated when its Will is
 * allowed too, so a client that is refused for its Will changes nothing for the connection that it
 * would have taken over.
 */
final class Lifecycle implements ClientLifecycleEventListener {

    private static final String LOST = "lost";

    private final SessionExpiry expiry;
    private final Consumer<ConnectionEvent> told;

    Lifecycle(SessionExpiry expiry, Consumer<ConnectionEvent> told) {
        this.expiry = expiry;
        this.told = told;
    }

    @Override
    public void onMqttConnectionStart(ConnectionStartInput input) {
        // Nothing is known about the client yet.
    }

    @Override
    public void onAuthenticationSuccessful(AuthenticationSuccessfulInput input) {
        var client = input.getClientInformation().getClientId();
        Session.of(input.getConnectionInformation())
                .ifPresent(session -> {
                    expiry.connected(client, session);
                    if (session.link() != null) {
                        told.accept(
                                connected(
                                        client,
                                        session.link(),
                                        Fingerprint.of(input.getConnectionInformation())));
                    }
                });
    }

    @Override
    public void onDisconnect(DisconnectEventInput input) {
        var client = input.getClientInformation().getClientId();
        Session.of(input.getConnectionInformation())
                .ifPresent(session -> {
                    expiry.disconnected(client, session);
                    if (session.link() != null) {
                        told.accept(disconnected(client, session.link(), reason(input)));
                    }
                });
    }

    private static ConnectionEvent connected(
            String client, Session.Link link, Optional<String> certificate) {
        return new ConnectionEvent(
                "connected",
                client,
                link.tenant(),
                link.connection(),
                link.began(),
                null,
                certificate.orElse(null));
    }

    private static ConnectionEvent disconnected(String client, Session.Link link, String reason) {
        return new ConnectionEvent(
                "disconnected",
                client,
                link.tenant(),
                link.connection(),
                link.began(),
                reason,
                null);
    }

    private static String reason(DisconnectEventInput input) {
        return input.getReasonCode()
                .map(code -> code.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse(LOST);
    }
}
