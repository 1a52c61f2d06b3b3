// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the hook says about a client that wants to connect. */
sealed interface ConnectDecision {

    record Allowed(String session, @Nullable Instant expiresAt) implements ConnectDecision {}

    record Denied() implements ConnectDecision {}
}
