// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.kill;

import java.util.Locale;
import java.util.Map;

/** A connector that takes part. */
enum Candidate {
    /** The one that the services use; it must lose nothing. */
    OURS,
    /** The one that Quarkus brings, as it comes: the floor, which shows that losses are seen. */
    DELIVERED;

    /** What the killed service calls its channel. */
    String channel() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the service is told to take part with this one, under a client id of its own. */
    Map<String, String> environment(String clientId) {
        var prefix = "MP_MESSAGING_INCOMING_" + name() + "_";
        return Map.of(prefix + "ENABLED", "true", prefix + "CLIENT_ID", clientId);
    }
}
