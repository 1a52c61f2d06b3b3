// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.broker.Traits;
import io.muster.acl.decision.Ask;
import io.muster.acl.gate.Gate;
import io.muster.acl.gate.Permit;
import io.muster.acl.gate.SessionHandle;
import io.muster.acl.gate.SessionHandle.ByName;
import io.muster.acl.gate.SessionHandle.BySeal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * VerneMQ's webhooks, of MQTT 3 and 5. All of them come to one path, and a header names the hook. A
 * Will is asked about when the client connects, as a publish. Mount points are realms.
 */
final class VerneMqDialect implements HookDialect {

    private static final String REGISTER = "auth_on_register";
    private static final String PUBLISH = "auth_on_publish";
    private static final String SUBSCRIBE = "auth_on_subscribe";
    private static final String OF_MQTT_5 = "_m5";

    /** Their answer counts, and can't be no: VerneMQ unsubscribes and delivers whatever it is. */
    private static final Set<String> SETTLED =
            Set.of("on_unsubscribe", "on_unsubscribe_m5", "on_deliver", "on_deliver_m5");

    private static final String GONE = "on_client_gone";
    private static final String EXPIRED = "on_session_expired";

    /** Their answer is thrown away. */
    private static final Set<String> NOTICES =
            Set.of(
                    GONE,
                    EXPIRED,
                    "on_client_offline",
                    "on_client_wakeup",
                    "on_register",
                    "on_register_m5",
                    "on_publish",
                    "on_publish_m5",
                    "on_subscribe",
                    "on_subscribe_m5",
                    "on_offline_message",
                    "on_topic_unsubscribed",
                    "on_message_drop");

    private final Map<String, Gate> realms;
    private final boolean sealedNames;
    private final Holding holding;
    private final VerneMqAnswers answers;

    /**
     * @param realms by mount point
     */
    VerneMqDialect(Map<String, Gate> realms, Traits traits, InstantSource clock) {
        this.realms = realms;
        this.sealedNames = traits.sealedNames();
        this.holding = new Holding(traits.cache(), clock);
        this.answers = new VerneMqAnswers(traits, clock);
    }

    /** The header, and nothing below the dialect's path. */
    @Override
    public @Nullable String operation(@Nullable String segment, MultiMap headers) {
        return segment == null ? headers.get("vernemq-hook") : null;
    }

    @Override
    public boolean knows(String operation) {
        return switch (ofAnyVersion(operation)) {
            case REGISTER, PUBLISH, SUBSCRIBE -> true;
            default -> SETTLED.contains(operation) || NOTICES.contains(operation);
        };
    }

    private static String ofAnyVersion(String operation) {
        return operation.endsWith(OF_MQTT_5)
                ? operation.substring(0, operation.length() - OF_MQTT_5.length())
                : operation;
    }

    @Override
    public Refusals refusals(String operation) {
        return Refusals.VERNEMQ;
    }

    /** A message's payload comes along unless it is switched off ({@code no_payload}). */
    @Override
    public int maxBody() {
        return 1024 * 1024;
    }

    @Override
    public String skippedMember() {
        return "payload";
    }

    @Override
    public Optional<Uni<HookAnswer>> answer(Question question) {
        var operation = question.operation();
        if (SETTLED.contains(operation)) {
            return now(VerneMqAnswers.OK);
        }
        var gate = question.object().flatMap(this::gate);
        if (NOTICES.contains(operation)) {
            gate.ifPresent(known -> notice(operation, question, known));
            return now(VerneMqAnswers.NOTED);
        }
        return gate.flatMap(
                known -> question.object().flatMap(json -> ask(operation, json, known)));
    }

    private Optional<Gate> gate(JsonNode json) {
        return Optional.ofNullable(realms.get(json.path("mountpoint").asText("")));
    }

    private Optional<Uni<HookAnswer>> ask(String operation, JsonNode json, Gate gate) {
        boolean five = operation.endsWith(OF_MQTT_5);
        return switch (ofAnyVersion(operation)) {
            case REGISTER ->
                    VerneMqRequests.connect(json, five)
                            .map(request -> gate.admissions().connect(request).map(answers::of));
            case PUBLISH -> publish(json, gate).map(Uni.createFrom()::item);
            default -> subscribe(json, gate, five).map(Uni.createFrom()::item);
        };
    }

    private Optional<HookAnswer> publish(JsonNode json, Gate gate) {
        return VerneMqRequests.publish(json)
                .flatMap(ask -> permit(json, gate, ask))
                .map(permit -> answers.of(permit));
    }

    private Optional<Permit> permit(JsonNode json, Gate gate, Ask ask) {
        return VerneMqRequests.clientId(json)
                .map(clientId -> holding.decide(gate.permissions(), clientId, handle(json), ask));
    }

    private SessionHandle handle(JsonNode json) {
        var username = VerneMqRequests.text(json, "username");
        return sealedNames ? new BySeal(String.valueOf(username)) : new ByName(username);
    }

    private Optional<HookAnswer> subscribe(JsonNode json, Gate gate, boolean five) {
        var clientId = VerneMqRequests.clientId(json);
        var filters = VerneMqRequests.subscriptions(json);
        if (clientId.isEmpty() || filters.isEmpty()) {
            return Optional.empty();
        }
        var handle = handle(json);
        var permits = new ArrayList<Permit>();
        for (var filter : filters) {
            permits.add(holding.decide(gate.permissions(), clientId.get(), handle, filter));
        }
        return Optional.of(answers.of(permits, json.path("topics"), five));
    }

    private void notice(String operation, Question question, Gate gate) {
        if (operation.equals(GONE) || operation.equals(EXPIRED)) {
            question.object().flatMap(VerneMqRequests::clientId).ifPresent(gate.permissions()::end);
        }
    }

    private static Optional<Uni<HookAnswer>> now(HookAnswer answer) {
        return Optional.of(Uni.createFrom().item(answer));
    }
}
