// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.LeaveWill;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.gate.Admission;
import io.muster.acl.gate.Admission.Admitted;
import io.muster.acl.gate.Admission.Refused;
import io.muster.acl.gate.Admissions;
import io.muster.acl.gate.ConnectRequest;
import io.muster.acl.gate.Gate;
import io.muster.acl.gate.Permissions;
import io.muster.acl.gate.SessionHandle.BySeal;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Our own extension of HiveMQ, which tells everything: the whole certificate, the Will at connect,
 * share groups, the retain flag. It keeps the session id for the connection's life.
 */
final class HiveMqDialect implements HookDialect {

    private static final Set<String> OPERATIONS = Set.of("connect", "authorize");

    private static final int MAX_REQUESTS = 256;

    private final Admissions admissions;
    private final Permissions permissions;

    HiveMqDialect(Gate gate) {
        this.admissions = gate.admissions();
        this.permissions = gate.permissions();
    }

    @Override
    public boolean knows(String operation) {
        return OPERATIONS.contains(operation);
    }

    @Override
    public Refusals refusals(String operation) {
        return Refusals.HIVEMQ;
    }

    @Override
    public Optional<Uni<HookAnswer>> answer(Question question) {
        return switch (question.operation()) {
            case "connect" ->
                    question.object()
                            .flatMap(HiveMqDialect::connectRequest)
                            .map(admissions::connect)
                            .map(admission -> admission.map(HiveMqDialect::answer));
            case "authorize" ->
                    question.object().flatMap(this::authorize).map(Uni.createFrom()::item);
            default -> Optional.empty();
        };
    }

    private static Optional<ConnectRequest> connectRequest(JsonNode json) {
        var clientId = json.path("clientId").textValue();
        var credentials = Presented.credentials(text(json, "certificate"), text(json, "password"));
        var will = json.path("will");
        var lastWill = will.isObject() ? will(will) : null;
        boolean readable = clientId != null && (!will.isObject() || lastWill != null);
        return readable
                ? credentials.map(shown ->
                        new ConnectRequest(
                                clientId, text(json, "username"), shown, origin(json), lastWill))
                : Optional.empty();
    }

    private static @Nullable LeaveWill will(JsonNode will) {
        var topic = will.path("topic").textValue();
        return topic == null ? null : new LeaveWill(topic, retain(will), qos(will));
    }

    private static Origin origin(JsonNode json) {
        var tls = json.path("tls");
        return new Origin(
                text(json, "ip"),
                text(json, "listener"),
                text(json, "protocol"),
                tls.isBoolean() ? tls.booleanValue() : null);
    }

    private static @Nullable Integer qos(JsonNode node) {
        var qos = node.path("qos");
        return qos.canConvertToInt() && qos.isInt() ? qos.intValue() : null;
    }

    private static Retain retain(JsonNode node) {
        var retain = node.path("retain");
        return retain.isBoolean()
                ? (retain.booleanValue() ? Retain.YES : Retain.NO)
                : Retain.UNKNOWN;
    }

    /** Empty counts as absent. */
    private static @Nullable String text(JsonNode json, String name) {
        var text = json.path(name).textValue();
        return text == null || text.isEmpty() ? null : text;
    }

    private static HookAnswer answer(Admission admission) {
        return switch (admission) {
            case Refused _ -> Refusals.HIVEMQ.denial();
            case Admitted(var session) -> {
                var answer = JsonNodeFactory.instance.objectNode().put("decision", "allow");
                var end = session.expiresAt();
                answer.put("session", session.seal());
                answer.put("expiresAt", end == null ? null : end.getEpochSecond());
                if (session.principal() instanceof Device device) {
                    answer.put("tenant", device.tenant().value());
                }
                yield HookAnswer.json(answer.toString());
            }
        };
    }

    private Optional<HookAnswer> authorize(JsonNode json) {
        var clientId = json.path("clientId").textValue();
        var session = json.path("session").textValue();
        var requests = json.path("requests");
        if (clientId == null
                || session == null
                || !requests.isArray()
                || requests.size() > MAX_REQUESTS) {
            return Optional.empty();
        }
        var handle = new BySeal(session);
        var decisions = new ArrayList<String>(requests.size());
        for (var request : requests) {
            boolean allowed =
                    ask(request)
                            .filter(ask -> permissions.decide(clientId, handle, ask).granted())
                            .isPresent();
            decisions.add(allowed ? "\"allow\"" : "\"deny\"");
        }
        return Optional.of(decisions(decisions));
    }

    private static Optional<Ask> ask(JsonNode request) {
        var topic = request.path("topic").textValue();
        if (topic == null) {
            return Optional.empty();
        }
        return switch (request.path("action").asText()) {
            case "publish" -> Optional.of(new Publish(topic, retain(request), qos(request)));
            case "subscribe" -> Optional.of(new Subscribe(topic, qos(request), true, false));
            default -> Optional.empty();
        };
    }

    private static HookAnswer decisions(List<String> decisions) {
        return HookAnswer.json("{\"decisions\":[" + String.join(",", decisions) + "]}");
    }
}
