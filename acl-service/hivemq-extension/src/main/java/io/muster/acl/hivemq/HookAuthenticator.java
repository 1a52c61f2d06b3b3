// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import io.muster.acl.hivemq.hook.ConnectDecision;
import io.muster.acl.hivemq.hook.ConnectDecision.Allowed;
import io.muster.acl.hivemq.hook.ConnectDecision.Denied;
import io.muster.acl.hivemq.hook.ConnectQuestion;
import io.muster.acl.hivemq.hook.HookClient;
import java.util.concurrent.CompletableFuture;

/**
 * Asks the hook about a client that connects, with its Will; lets it in only when the hook says so
 * in time.
 */
final class HookAuthenticator implements SimpleAuthenticator {

    private final HookClient hook;

    HookAuthenticator(HookClient hook) {
        this.hook = hook;
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        var async =
                output.async(
                        hook.deadline(),
                        TimeoutFallback.FAILURE,
                        ConnackReasonCode.NOT_AUTHORIZED,
                        Refusal.TEXT);
        var unused =
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

    private static void settle(
            ConnectDecision decision, SimpleAuthInput input, SimpleAuthOutput output) {
        switch (decision) {
            case Allowed allowed -> {
                Session.remember(input.getConnectionInformation(), allowed);
                output.authenticateSuccessfully();
            }
            case Denied() ->
                    output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED, Refusal.TEXT);
        }
    }
}
