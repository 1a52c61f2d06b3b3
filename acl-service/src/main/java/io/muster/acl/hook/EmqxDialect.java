// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.broker.Traits;
import io.muster.acl.gate.Admission;
import io.muster.acl.gate.Admission.Admitted;
import io.muster.acl.gate.Admission.Refused;
import io.muster.acl.gate.Gate;
import io.muster.acl.preload.Form;
import io.muster.acl.preload.Preload;
import io.muster.acl.session.Session;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * EMQX's HTTP authentication and authorization. An error would mean "ask somebody else", so that
 * every answer has status 200 and says what it means. The session's seal goes along with the
 * client's attributes and comes back with each question.
 */
final class EmqxDialect implements HookDialect {

    private static final Set<String> OPERATIONS = Set.of("authn", "authz");
    private static final HookAnswer ALLOWED = HookAnswer.json("{\"result\":\"allow\"}");

    private final Gate gate;
    private final EmqxRequests requests;
    private final boolean preload;

    EmqxDialect(Gate gate, Traits traits) {
        this.gate = gate;
        this.requests = new EmqxRequests(new FieldNames(traits.fields()));
        this.preload = traits.preload();
    }

    @Override
    public boolean knows(String operation) {
        return OPERATIONS.contains(operation);
    }

    @Override
    public Refusals refusals(String operation) {
        return Refusals.EMQX;
    }

    @Override
    public Optional<Uni<HookAnswer>> answer(Question question) {
        return switch (question.operation()) {
            case "authn" ->
                    question.fields()
                            .flatMap(requests::connect)
                            .map(gate.admissions()::connect)
                            .map(admission -> admission.map(this::answer));
            case "authz" -> question.fields().flatMap(this::authorize).map(Uni.createFrom()::item);
            default -> Optional.empty();
        };
    }

    private HookAnswer answer(Admission admission) {
        return switch (admission) {
            case Refused refused -> Refusals.EMQX.of(refused);
            case Admitted(var session) -> admitted(session);
        };
    }

    private HookAnswer admitted(Session session) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.put("result", "allow").put("is_superuser", false);
        var end = session.expiresAt();
        if (end != null) {
            answer.put("expire_at", end.getEpochSecond());
        }
        var attributes = answer.putObject("client_attrs");
        var tenant = session.principal().tenant();
        if (tenant != null) {
            attributes.put("tenant", tenant.value());
        }
        attributes.put("sid", session.seal());
        if (preload) {
            tellAhead(session, answer);
        }
        return HookAnswer.json(answer.toString());
    }

    private void tellAhead(Session session, ObjectNode answer) {
        var rights = Preload.of(gate.permissions().rulesOf(session), Form.EMQX);
        if (!rights.isEmpty()) {
            answer.set("acl", rights.rules());
        }
    }

    private Optional<HookAnswer> authorize(Map<String, String> fields) {
        return requests.clientId(fields)
                .flatMap(clientId ->
                        requests.ask(fields)
                                .map(ask ->
                                        gate.permissions()
                                                .decide(clientId, requests.handle(fields), ask)))
                .map(permit -> Refusals.EMQX.unless(permit, ALLOWED));
    }
}
