// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import java.util.Optional;

/** The hook's session of a connection; it is forgotten with the connection. */
final class Session {

    private static final String ATTRIBUTE = "muster.session";

    private Session() {}

    static void remember(ConnectionInformation connection, String session) {
        connection.getConnectionAttributeStore().putAsString(ATTRIBUTE, session);
    }

    static Optional<String> of(ConnectionInformation connection) {
        return connection.getConnectionAttributeStore().getAsString(ATTRIBUTE);
    }
}
