// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.acl.broker.Traits;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Origin;
import io.muster.acl.gate.Admission.Admitted;
import io.muster.acl.gate.Admission.Refused;
import io.muster.acl.gate.ConnectRequest;
import io.muster.acl.gate.Credentials.Bearer;
import io.muster.acl.gate.Gate;
import io.muster.acl.gate.Permit;
import io.muster.acl.gate.SessionHandle.ByName;
import io.muster.acl.session.Session;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * RMQTT's plugin rmqtt-auth-http. It takes every text that it does not know, and every header
 * {@code X-Superuser}, for a yes, and errors for "ask the next": each answer is JSON with status
 * 200. It fills placeholders one after another into the same text, so that a client called {@code
 * %u} would be asked about under the name of its user.
 */
final class RmqttDialect implements HookDialect {

    private static final Set<String> OPERATIONS = Set.of("auth", "acl");

    private static final HookAnswer ALLOWED = HookAnswer.json("{\"result\":\"allow\"}");
    private static final String PLACEHOLDER = "%";

    private final Gate gate;
    private final FieldNames names;
    private final Holding holding;

    RmqttDialect(Gate gate, Traits traits, InstantSource clock) {
        this.gate = gate;
        this.names = new FieldNames(traits.fields());
        this.holding = new Holding(traits.cache(), clock);
    }

    @Override
    public boolean knows(String operation) {
        return OPERATIONS.contains(operation);
    }

    @Override
    public Refusals refusals(String operation) {
        return Refusals.RMQTT;
    }

    @Override
    public Optional<Uni<HookAnswer>> answer(Question question) {
        return question.fields()
                .filter(this::namedWithoutPlaceholders)
                .flatMap(fields ->
                        switch (question.operation()) {
                            case "auth" -> connectRequest(fields).map(this::connect);
                            case "acl" -> access(fields).map(Uni.createFrom()::item);
                            default -> Optional.empty();
                        });
    }

    private boolean namedWithoutPlaceholders(Map<String, String> fields) {
        return !String.valueOf(names.value(fields, "clientid")).contains(PLACEHOLDER)
                && !String.valueOf(names.value(fields, "username")).contains(PLACEHOLDER);
    }

    private Optional<ConnectRequest> connectRequest(Map<String, String> fields) {
        var clientId = names.value(fields, "clientid");
        var password = names.value(fields, "password");
        return clientId == null || password == null
                ? Optional.empty()
                : Optional.of(
                        new ConnectRequest(
                                clientId,
                                names.value(fields, "username"),
                                new Bearer(password),
                                origin(fields),
                                null));
    }

    private Origin origin(Map<String, String> fields) {
        var level = names.value(fields, "protocol");
        var protocol =
                switch (level == null ? "" : level) {
                    case "3" -> "mqtt3.1";
                    case "4" -> "mqtt3.1.1";
                    case "5" -> "mqtt5";
                    default -> null;
                };
        return new Origin(names.value(fields, "ipaddr"), null, protocol, null);
    }

    private Uni<HookAnswer> connect(ConnectRequest request) {
        return gate.admissions()
                .connect(request)
                .map(admission ->
                        switch (admission) {
                            case Admitted(var session) -> allowed(session);
                            case Refused refused -> Refusals.RMQTT.of(refused);
                        });
    }

    private static HookAnswer allowed(Session session) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.put("result", "allow").put("superuser", false);
        var end = session.expiresAt();
        if (end != null) {
            answer.put("expire_at", end.getEpochSecond());
        }
        return HookAnswer.json(answer.toString());
    }

    private Optional<HookAnswer> access(Map<String, String> fields) {
        var clientId = names.value(fields, "clientid");
        var ask = ask(fields);
        if (clientId == null || ask == null) {
            return Optional.empty();
        }
        var handle = new ByName(names.value(fields, "username"));
        var permit = holding.decide(gate.permissions(), clientId, handle, ask);
        return Optional.of(Refusals.RMQTT.unless(permit, allowed(ask, permit)));
    }

    private @Nullable Ask ask(Map<String, String> fields) {
        var topic = names.value(fields, "topic");
        var access = names.value(fields, "access");
        if (topic == null || access == null) {
            return null;
        }
        return switch (access) {
            case "1" -> new Subscribe(topic, null, true, false);
            case "2" -> new Publish(topic, Retain.UNKNOWN, null);
            default -> null;
        };
    }

    /** Only publishing is remembered there. */
    private HookAnswer allowed(Ask ask, Permit permit) {
        var kept = ask instanceof Publish ? holding.of(permit) : Duration.ZERO;
        return kept.isPositive()
                ? ALLOWED.with("X-Cache", Long.toString(kept.toMillis()))
                : ALLOWED;
    }
}
