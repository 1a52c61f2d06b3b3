// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.control;

import java.util.concurrent.CompletableFuture;

/** Ends live connections. */
public interface Disconnector {

    /**
     * Completes with whether there was a connection to end.
     *
     * @param reason what a client of MQTT 5 is told
     */
    CompletableFuture<Boolean> disconnect(String clientId, String reason);
}
