// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import com.hivemq.extension.sdk.api.packets.disconnect.DisconnectReasonCode;
import com.hivemq.extension.sdk.api.services.Services;
import java.util.concurrent.CompletableFuture;

/**
 * Ends live connections. The Will is published: that the device is gone is true, and was allowed at
 * connect.
 */
final class Disconnection {

    private Disconnection() {}

    /** Completes with true when there was a connection to end. */
    static CompletableFuture<Boolean> of(String clientId, String reason) {
        return Services.clientService()
                .disconnectClient(
                        clientId, false, DisconnectReasonCode.ADMINISTRATIVE_ACTION, reason);
    }

    static void expired(String clientId) {
        var unused = of(clientId, "the credentials have expired");
    }
}
