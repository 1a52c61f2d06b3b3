// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import com.hivemq.extension.sdk.api.client.parameter.ConnectionAttributeStore;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import io.muster.acl.hivemq.hook.ConnectDecision.Allowed;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The hook's session of a connection; it is forgotten with the connection.
 *
 * @param id what the hook calls it
 * @param expiresAt when it ends, if it does
 * @param link how others hear of the connection; null when it is not a device's
 */
record Session(String id, @Nullable Instant expiresAt, @Nullable Link link) {

    private static final String ID = "muster.session";
    private static final String EXPIRES_AT = "muster.session.expires-at";
    private static final String TENANT = "muster.session.tenant";
    private static final String CONNECTION = "muster.session.connection";
    private static final String BEGAN = "muster.session.began";

    /**
     * A device's connection as others hear of it.
     *
     * @param connection its own id, which proves nothing
     * @param began milliseconds since 1970
     */
    record Link(String tenant, String connection, long began) {}

    static void remember(ConnectionInformation connection, Allowed allowed) {
        var attributes = connection.getConnectionAttributeStore();
        attributes.putAsString(ID, allowed.session());
        if (allowed.expiresAt() != null) {
            attributes.putAsString(EXPIRES_AT, allowed.expiresAt().toString());
        }
        if (allowed.tenant() != null) {
            attributes.putAsString(TENANT, allowed.tenant());
            attributes.putAsString(CONNECTION, UUID.randomUUID().toString());
            attributes.putAsString(BEGAN, Long.toString(System.currentTimeMillis()));
        }
    }

    static Optional<Session> of(ConnectionInformation connection) {
        var attributes = connection.getConnectionAttributeStore();
        var expiresAt = attributes.getAsString(EXPIRES_AT).map(Instant::parse).orElse(null);
        return attributes.getAsString(ID).map(id -> new Session(id, expiresAt, link(attributes)));
    }

    private static @Nullable Link link(ConnectionAttributeStore attributes) {
        return attributes
                .getAsString(TENANT)
                .flatMap(tenant ->
                        attributes
                                .getAsString(CONNECTION)
                                .flatMap(connection ->
                                        attributes
                                                .getAsString(BEGAN)
                                                .map(Long::parseLong)
                                                .map(began -> new Link(tenant, connection, began))))
                .orElse(null);
    }
}
