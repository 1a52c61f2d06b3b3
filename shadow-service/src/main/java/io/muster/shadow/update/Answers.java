// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.channel.MessageTooLargeException;
import io.muster.shadow.ShadowSettings;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.document.ClientToken;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.document.ShadowMessages;
import io.muster.shadow.document.UpdateRequest;
import io.muster.shadow.json.Pointer;
import io.muster.shadow.publish.Deliveries;
import io.muster.shadow.publish.DeltaMessages;
import io.muster.shadow.publish.Face;
import io.muster.shadow.publish.News;
import io.muster.shadow.publish.Replies;
import io.muster.shadow.schema.FaultJson;
import io.muster.shadow.store.Result;
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
    private final DeltaMessages deltas;
    private final Deliveries deliveries;
    private final Face face;
    private final Clock clock;
    private final MeterRegistry meters;
    private final ShadowLimits limits;
    private final boolean documents;

    Answers(
            Replies replies,
            DeltaMessages deltas,
            Deliveries deliveries,
            Face face,
            Clock clock,
            MeterRegistry meters,
            ShadowSettings settings) {
        this.replies = replies;
        this.deltas = deltas;
        this.deliveries = deliveries;
        this.face = face;
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
        var delta = deltas.afterChange(to.key(), after, token);
        delta.ifPresent(messages::add);
        messages.add(
                Replies.message(
                        to.accepted(), ShadowMessages.accepted(request, after.version(), at)));
        var news = new News(to.key(), request, before, after, at);
        if (documents) {
            messages.add(news.documents());
        }
        messages.addAll(face.changed(news));
        return send(to.operation(), "accepted", messages).invoke(() -> brought(to, after, delta));
    }

    /**
     * Nothing new was reported. The delta comes along all the same: it may be the report of before,
     * sent again because we ended between its commit and its answers.
     */
    Uni<Void> unchanged(ShadowTopic.Request to, UpdateRequest request, Shadow same, Instant at) {
        var answer = accepted(request, same.version(), at, false);
        return answerAgain(to, "unchanged", request, same, answer);
    }

    /**
     * A newer report was there before. The newest one, once more, is answered as the first time, as
     * long as nobody else changed the shadow.
     */
    Uni<Void> stale(
            ShadowTopic.Request to, UpdateRequest request, ShadowDocument now, boolean repeated) {
        var answer = ShadowMessages.accepted(request, now.version(), now.updatedAt());
        return repeated
                ? answerAgain(to, "repeated", request, now, answer)
                : send(
                        to.operation(),
                        "stale",
                        List.of(Replies.message(to.accepted(), answer.put("stale", true))));
    }

    /** The answer of then, and the delta of now, which the device may not have got either. */
    Uni<Void> acceptAgain(ShadowTopic.Request to, UpdateRequest request, Result.Repeated earlier) {
        var answer = accepted(request, earlier.version(), earlier.at(), earlier.changed());
        return answerAgain(to, "repeated", request, earlier.shadow(), answer);
    }

    private Uni<Void> answerAgain(
            ShadowTopic.Request to,
            String outcome,
            UpdateRequest request,
            Shadow shadow,
            ObjectNode answer) {
        var answered = Replies.message(to.accepted(), answer);
        if (!(shadow instanceof ShadowDocument document)) {
            return send(to.operation(), outcome, List.of(answered));
        }
        var messages = new ArrayList<DeviceMessage>(2);
        var delta = deltas.afterChange(to.key(), document, request.clientToken());
        delta.ifPresent(messages::add);
        messages.add(answered);
        return send(to.operation(), outcome, messages).invoke(() -> brought(to, document, delta));
    }

    /** A device that asks has perhaps missed what is to be done, removals above all. */
    Uni<Void> show(ShadowTopic.Request to, ShadowDocument document, Optional<ClientToken> token) {
        var messages = new ArrayList<DeviceMessage>(2);
        var delta = deltas.onceMore(to.key(), document);
        delta.ifPresent(messages::add);
        var content = ShadowMessages.current(document, clock.instant(), token);
        messages.add(Replies.message(to.accepted(), content));
        return send(to.operation(), "accepted", messages)
                .invoke(() -> brought(to, document, delta))
                .onFailure(MessageTooLargeException::in)
                .recoverWithUni(() -> reject(to, Refusal.tooLarge(), token));
    }

    private static ObjectNode accepted(
            UpdateRequest request, long version, Instant at, boolean changed) {
        var answer = ShadowMessages.accepted(request, version, at);
        return changed ? answer : answer.put("changed", false);
    }

    /** Whoever has just sent something is there. */
    private void brought(
            ShadowTopic.Request to, ShadowDocument document, Optional<DeviceMessage> delta) {
        if (delta.isPresent()) {
            deliveries.confirmedSoon(to.key(), document);
        }
    }

    Uni<Void> reject(ShadowTopic.Request to, Refusal refusal, Optional<ClientToken> token) {
        var outcome = refusal.reason().name().toLowerCase(Locale.ROOT);
        return send(
                to.operation(),
                outcome,
                List.of(Replies.message(to.rejected(), rejection(refusal, token))));
    }

    /** A rejection that names each place that the device may not write to. */
    Uni<Void> forbid(
            ShadowTopic.Request to,
            Refusal refusal,
            List<Pointer> places,
            Optional<ClientToken> token) {
        var content = rejection(refusal, token);
        var paths = content.putArray("paths");
        places.forEach(place -> paths.add(place.toString()));
        return send(
                to.operation(), "forbidden_path", List.of(Replies.message(to.rejected(), content)));
    }

    Uni<Void> rejectMisnamed(ShadowTopic.Misnamed to, Refusal refusal, byte[] payload) {
        var token = UpdateRequest.tokenOf(payload, limits);
        return replies.send(List.of(Replies.message(to.rejected(), rejection(refusal, token))));
    }

    /** A rejection that names each place that breaks the schema. */
    Uni<Void> reject(
            ShadowTopic.Request to, Outcome.Violated violated, Optional<ClientToken> token) {
        var content = rejection(Refusal.violates(violated.schema()), token);
        content.set("errors", FaultJson.of(violated.faults()));
        return send(
                to.operation(),
                "schema_violation",
                List.of(Replies.message(to.rejected(), content)));
    }

    private ObjectNode rejection(Refusal refusal, Optional<ClientToken> token) {
        return ShadowMessages.rejected(refusal, clock.instant(), token);
    }

    private Uni<Void> send(
            ShadowTopic.Operation operation, String outcome, List<DeviceMessage> messages) {
        meters.counter("shadow.requests", "operation", operation.level(), "outcome", outcome)
                .increment();
        return replies.send(messages);
    }
}
