// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import io.muster.broker.ConnectDecision.Allowed;
import io.muster.broker.ConnectDecision.Denied;
import java.util.concurrent.CompletableFuture;

/**
 * Asks the hook about a client that connects, with its Will; lets it in only when the hook says so
 * in time.
 */
final class HookAuthenticator implements SimpleAuthenticator {

    private static final String REFUSED = "not authorized";

    private final HookClient hook;
    private final SessionExpiry expiry;

    HookAuthenticator(HookClient hook, SessionExpiry expiry) {
        this.hook = hook;
        this.expiry = expiry;
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        var async =
                output.async(
                        HookClient.DEADLINE,
                        TimeoutFallback.FAILURE,
                        ConnackReasonCode.NOT_AUTHORIZED,
                        REFUSED);
        var _ =
                decide(input)
                        .thenAccept(decision -> settle(decision, input, output))
                        .thenRun(async::resume);
    }

    private CompletableFuture<ConnectDecision> decide(SimpleAuthInput input) {
        try {
            return hook.connect(ConnectQuestion.of(input));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(new Denied());
        }
    }

    private void settle(ConnectDecision decision, SimpleAuthInput input, SimpleAuthOutput output) {
        switch (decision) {
            case Allowed(var session, var expiresAt) -> {
                Session.remember(input.getConnectionInformation(), session);
                expiry.connected(input.getClientInformation().getClientId(), expiresAt);
                output.authenticateSuccessfully();
            }
            case Denied() -> output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED, REFUSED);
        }
    }
}
