// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.parked.ParkedMessages;
import io.muster.shadow.AliasSettings;
import io.muster.shadow.ShadowSettings;
import io.muster.shadow.document.ClientToken;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.ShadowMessages;
import io.muster.shadow.document.UpdateRequest;
import io.muster.shadow.publish.DeltaMessages;
import io.muster.shadow.publish.Face;
import io.muster.shadow.publish.News;
import io.muster.shadow.publish.Replies;
import io.muster.shadow.store.Origin;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Requests on AWS's topics. What a client did wrong is answered with a rejection; only a broken
 * dependency of ours leaves a message unacknowledged.
 */
@ApplicationScoped
class AliasChannel {

    private static final Origin DEVICE = new Origin.Device();

    private final AliasTopics topics;
    private final AliasShadows shadows;
    private final Face face;
    private final DeltaMessages deltas;
    private final Replies replies;
    private final ParkedMessages parked;
    private final Clock clock;
    private final MeterRegistry meters;
    private final AliasSettings settings;
    private final boolean nativeDocuments;

    AliasChannel(
            AliasTopics topics,
            AliasShadows shadows,
            Face face,
            DeltaMessages deltas,
            Replies replies,
            ParkedMessages parked,
            Clock clock,
            MeterRegistry meters,
            ShadowSettings settings) {
        this.topics = topics;
        this.shadows = shadows;
        this.face = face;
        this.deltas = deltas;
        this.replies = replies;
        this.parked = parked;
        this.clock = clock;
        this.meters = meters;
        this.settings = settings.alias();
        this.nativeDocuments = settings.documents();
    }

    Uni<Void> on(DeviceMessage message) {
        return switch (topics.parse(message.topic())) {
            case AliasTopics.Request request ->
                    answer(request, message.payload())
                            .chain(answer -> send(request, answer, message.payload()));
            case AliasTopics.Misnamed misnamed -> misnamed(misnamed, message.payload());
            case AliasTopics.Unknown() -> parked.park(message, "not a topic of this channel");
        };
    }

    private Uni<Answer> answer(AliasTopics.Request request, byte[] payload) {
        return switch (request.operation()) {
            case UPDATE -> shadows.update(request.key(), payload, DEVICE, writable());
            case GET -> withToken(payload, token -> shadows.get(request.key(), token));
            case DELETE -> withToken(payload, token -> delete(request, token));
        };
    }

    private Set<SectionName> writable() {
        return settings.devicesWriteDesired()
                ? Set.of(SectionName.DESIRED, SectionName.REPORTED)
                : Set.of(SectionName.REPORTED);
    }

    private Uni<Answer> delete(AliasTopics.Request request, Optional<ClientToken> token) {
        return settings.devicesDelete()
                ? shadows.delete(request.key(), DEVICE, token)
                : Uni.createFrom().item(new Answer.Rejected(Refusal.forbidden(), token));
    }

    private Uni<Answer> withToken(byte[] payload, TokenRequest request) {
        return UpdateRequest.badToken(payload, shadows.limits())
                .map(refusal -> Uni.createFrom().<Answer>item(Answer.Rejected.of(refusal)))
                .orElseGet(() -> request.with(UpdateRequest.tokenOf(payload, shadows.limits())));
    }

    private interface TokenRequest {
        Uni<Answer> with(Optional<ClientToken> token);
    }

    private Uni<Void> send(AliasTopics.Request to, Answer answer, byte[] payload) {
        return switch (answer) {
            case Answer.Changed(var news) -> send(to.operation(), "accepted", told(news));
            case Answer.Shown(var document) -> {
                var token = UpdateRequest.tokenOf(payload, shadows.limits());
                var content = ShadowMessages.current(document, clock.instant(), token);
                yield send(to.operation(), "accepted", message(to.accepted(), content));
            }
            case Answer.Erased(var version, var at) -> {
                var token = UpdateRequest.tokenOf(payload, shadows.limits());
                yield send(to.operation(), "accepted", face.erased(to.key(), version, at, token));
            }
            case Answer.Rejected(var refusal, var token) ->
                    reject(to.operation(), to.rejected(), refusal, token);
        };
    }

    /** Clients of our own topics hear of it as well, in their own way. */
    private List<DeviceMessage> told(News news) {
        var messages = new ArrayList<>(face.changed(news));
        deltas.afterChange(news.key(), news.after(), news.request().clientToken())
                .ifPresent(messages::add);
        if (nativeDocuments) {
            messages.add(news.documents());
        }
        return messages;
    }

    private Uni<Void> misnamed(AliasTopics.Misnamed to, byte[] payload) {
        var token = UpdateRequest.tokenOf(payload, shadows.limits());
        return reject(to.operation(), to.rejected(), Refusal.invalidRequest(), token);
    }

    private Uni<Void> reject(
            AliasTopics.Operation operation,
            String topic,
            Refusal refusal,
            Optional<ClientToken> token) {
        var content = AliasMessages.rejected(refusal, clock.instant(), token);
        var outcome = refusal.reason().name().toLowerCase(Locale.ROOT);
        return send(operation, outcome, message(topic, content));
    }

    private static List<DeviceMessage> message(String topic, ObjectNode content) {
        return List.of(Replies.message(topic, content));
    }

    private Uni<Void> send(
            AliasTopics.Operation operation, String outcome, List<DeviceMessage> messages) {
        meters.counter("shadow.alias.requests", "operation", operation.level(), "outcome", outcome)
                .increment();
        return replies.send(messages);
    }
}
