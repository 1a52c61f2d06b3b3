// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;
import com.hivemq.extension.sdk.api.parameter.ClientBasedInput;
import io.muster.acl.hivemq.hook.AuthorizeQuestion;
import io.muster.acl.hivemq.hook.AuthorizeQuestion.Request;
import io.muster.acl.hivemq.hook.HookClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Asks the hook about every publish, Wills included, and every subscription. HiveMQ asks one after
 * the other for each client, so that the client's publishes stay in order. Nothing is cached: what
 * the hook takes back holds from the next message on.
 */
final class HookAuthorizer implements PublishAuthorizer, SubscriptionAuthorizer {

    private final HookClient hook;

    HookAuthorizer(HookClient hook) {
        this.hook = hook;
    }

    @Override
    public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
        decide(
                input,
                Request.publish(input.getPublishPacket()),
                output.async(hook.deadline(), TimeoutFallback.FAILURE),
                PublishAuthorizerOutput::authorizeSuccessfully,
                refused -> refused.failAuthorization(AckReasonCode.NOT_AUTHORIZED, Refusal.TEXT));
    }

    @Override
    public void authorizeSubscribe(
            SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
        decide(
                input,
                Request.subscribe(input.getSubscription()),
                output.async(hook.deadline(), TimeoutFallback.FAILURE),
                SubscriptionAuthorizerOutput::authorizeSuccessfully,
                refused ->
                        refused.failAuthorization(SubackReasonCode.NOT_AUTHORIZED, Refusal.TEXT));
    }

    private <T> void decide(
            ClientBasedInput input,
            Request request,
            Async<T> async,
            Consumer<T> allow,
            Consumer<T> refuse) {
        var unused =
                allowed(input, request)
                        .thenAccept(allowed -> (allowed ? allow : refuse).accept(async.getOutput()))
                        .thenRun(async::resume);
    }

    /** False on any failure; never completes exceptionally. */
    private CompletableFuture<Boolean> allowed(ClientBasedInput input, Request request) {
        var clientId = input.getClientInformation().getClientId();
        return Session.of(input.getConnectionInformation())
                .map(session -> new AuthorizeQuestion(session.id(), clientId, List.of(request)))
                .map(question -> hook.authorize(question).thenApply(List::getFirst))
                .orElseGet(() -> CompletableFuture.completedFuture(false));
    }
}
