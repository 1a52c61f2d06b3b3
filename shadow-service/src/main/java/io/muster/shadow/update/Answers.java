// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.platform.channel.DeviceMessage;
import io.muster.shadow.ShadowSettings;
import io.muster.shadow.document.ClientToken;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.document.ShadowMessages;
import io.muster.shadow.document.UpdateRequest;
import io.muster.shadow.publish.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The answers to requests of devices. */
@ApplicationScoped
class Answers {

    private final Replies replies;
    private final Clock clock;
    private final MeterRegistry meters;
    private final ShadowLimits limits;
    private final boolean documents;

    Answers(Replies replies, Clock clock, MeterRegistry meters, ShadowSettings settings) {
        this.replies = replies;
        this.clock = clock;
        this.meters = meters;
        this.limits = settings.limits().toLimits();
        this.documents = settings.documents();
    }

    /**
     * The delta goes before the answer: older clients drop one whose version they have seen
     * accepted already.
     */
    Uni<Void> accept(
            ShadowTopic.Request to,
            UpdateRequest request,
            Shadow before,
            ShadowDocument after,
            Instant at) {
        var messages = new ArrayList<DeviceMessage>(3);
        var token = request.clientToken();
        addDelta(messages, to, after, token);
        messages.add(
                Replies.message(
                        to.accepted(), ShadowMessages.accepted(request, after.version(), at)));
        if (documents) {
            var content = ShadowMessages.documents(before, after, at, token);
            messages.add(Replies.message(to.key().topic("documents"), content));
        }
        return send(to.operation(), "accepted", messages);
    }

    /** The answer of then, and the delta of now, which the device may not have got either. */
    Uni<Void> acceptAgain(
            ShadowTopic.Request to, UpdateRequest request, Shadow now, long version, Instant at) {
        var messages = new ArrayList<DeviceMessage>(2);
        if (now instanceof ShadowDocument document) {
            addDelta(messages, to, document, request.clientToken());
        }
        messages.add(Replies.message(to.accepted(), ShadowMessages.accepted(request, version, at)));
        return send(to.operation(), "repeated", messages);
    }

    Uni<Void> show(ShadowTopic.Request to, ShadowDocument document, Optional<ClientToken> token) {
        var content = ShadowMessages.current(document, clock.instant(), token);
        return send(to.operation(), "accepted", List.of(Replies.message(to.accepted(), content)));
    }

    Uni<Void> reject(ShadowTopic.Request to, Refusal refusal, Optional<ClientToken> token) {
        var outcome = refusal.reason().name().toLowerCase(Locale.ROOT);
        return send(
                to.operation(),
                outcome,
                List.of(Replies.message(to.rejected(), rejection(refusal, token))));
    }

    Uni<Void> rejectMisnamed(ShadowTopic.Misnamed to, Refusal refusal, byte[] payload) {
        var token = UpdateRequest.tokenOf(payload, limits);
        return replies.send(List.of(Replies.message(to.rejected(), rejection(refusal, token))));
    }

    private ObjectNode rejection(Refusal refusal, Optional<ClientToken> token) {
        return ShadowMessages.rejected(refusal, clock.instant(), token);
    }

    private void addDelta(
            List<DeviceMessage> messages,
            ShadowTopic.Request to,
            ShadowDocument document,
            Optional<ClientToken> token) {
        ShadowMessages.delta(document, clock.instant(), token)
                .map(content -> Replies.message(to.key().topic("delta"), content))
                .ifPresent(messages::add);
    }

    private Uni<Void> send(
            ShadowTopic.Operation operation, String outcome, List<DeviceMessage> messages) {
        meters.counter("shadow.requests", "operation", operation.level(), "outcome", outcome)
                .increment();
        return replies.send(messages);
    }
}
