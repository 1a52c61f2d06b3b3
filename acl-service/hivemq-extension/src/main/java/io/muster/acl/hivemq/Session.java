// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import io.muster.acl.hivemq.hook.ConnectDecision.Allowed;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hook's session of a connection; it is forgotten with the connection.
 *
 * @param id what the hook calls it
 * @param expiresAt when it ends, if it does
 */
record Session(String id, @Nullable Instant expiresAt) {

    private static final String ID = "muster.session";
    private static final String EXPIRES_AT = "muster.session.expires-at";

    static void remember(ConnectionInformation connection, Allowed allowed) {
        var attributes = connection.getConnectionAttributeStore();
        attributes.putAsString(ID, allowed.session());
        if (allowed.expiresAt() != null) {
            attributes.putAsString(EXPIRES_AT, allowed.expiresAt().toString());
        }
    }

    static Optional<Session> of(ConnectionInformation connection) {
        var attributes = connection.getConnectionAttributeStore();
        var expiresAt = attributes.getAsString(EXPIRES_AT).map(Instant::parse).orElse(null);
        return attributes.getAsString(ID).map(id -> new Session(id, expiresAt));
    }
}
