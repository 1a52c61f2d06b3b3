// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.acl.decision.Origin;
import io.muster.acl.gate.Admission;
import io.muster.acl.gate.Admission.Admitted;
import io.muster.acl.gate.Admission.Refused;
import io.muster.acl.gate.ConnectRequest;
import io.muster.acl.gate.Credentials;
import io.muster.acl.gate.Gate;
import io.muster.acl.gate.Permit;
import io.muster.acl.gate.SessionHandle.BySeal;
import io.muster.acl.session.Session;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * BifroMQ's demo webhook: Protocol Buffers in their JSON form, which leaves out what has its
 * default value. Who was let in comes back as the user id that we gave, and nothing else does: so
 * it holds the client id and the session's seal.
 */
final class BifroMqDialect implements HookDialect {

    private static final String AUTH = "auth";
    private static final String CHECK = "check";

    private static final HookAnswer ALLOWED = HookAnswer.text(200, "true");
    private static final Refusals CHECKING =
            Refusals.withErrors(HookAnswer.text(200, "false"))
                    .failing(HookAnswer.text(200, "false"));
    private static final Refusals LETTING_IN =
            Refusals.withErrors(HookAnswer.json("{\"reject\":{\"code\":\"NotAuthorized\"}}"))
                    .failing(HookAnswer.json("{\"reject\":{\"code\":\"Error\"}}"));

    private final Gate gate;

    BifroMqDialect(Gate gate) {
        this.gate = gate;
    }

    @Override
    public boolean knows(String operation) {
        return operation.equals(AUTH) || operation.equals(CHECK);
    }

    @Override
    public Refusals refusals(String operation) {
        return operation.equals(CHECK) ? CHECKING : LETTING_IN;
    }

    @Override
    public Optional<Uni<HookAnswer>> answer(Question question) {
        return question.operation().equals(AUTH)
                ? question.object()
                        .flatMap(BifroMqDialect::connectRequest)
                        .map(request -> gate.admissions().connect(request).map(this::answer))
                : check(question).map(Uni.createFrom()::item);
    }

    private static Optional<ConnectRequest> connectRequest(JsonNode json) {
        var clientId = text(json, "clientId");
        return clientId == null
                ? Optional.empty()
                : credentials(json)
                        .map(shown ->
                                new ConnectRequest(
                                        clientId,
                                        text(json, "username"),
                                        shown,
                                        Origin.at(text(json, "remoteAddr")),
                                        null));
    }

    /** The password is bytes, and so base64; one that is no text is no token. */
    private static Optional<Credentials> credentials(JsonNode json) {
        var password = text(json, "password");
        var decoded = password == null ? null : decode(password);
        return password != null && decoded == null
                ? Optional.empty()
                : Presented.credentials(text(json, "cert"), decoded);
    }

    private static @Nullable String decode(String base64) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return null;
        }
    }

    private static @Nullable String text(JsonNode json, String name) {
        var text = json.path(name).textValue();
        return text == null || text.isEmpty() ? null : text;
    }

    private HookAnswer answer(Admission admission) {
        return switch (admission) {
            case Refused refused -> LETTING_IN.of(refused);
            case Admitted(var session) ->
                    tenant(session)
                            .map(tenant -> admitted(session, tenant))
                            .orElseGet(LETTING_IN::denial);
        };
    }

    /** One of our services, which belong to none, is in the tenant that the broker is for. */
    private Optional<TenantId> tenant(Session session) {
        return Optional.ofNullable(gate.realm().tenant())
                .or(() -> Optional.ofNullable(session.principal().tenant()));
    }

    private static HookAnswer admitted(Session session, TenantId tenant) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("ok")
                .put("tenantId", tenant.value())
                .put("userId", BifroMqUser.of(session).text())
                .putObject("attrs");
        return HookAnswer.json(answer.toString());
    }

    private Optional<HookAnswer> check(Question question) {
        var user = BifroMqUser.parse(question.header("user_id"));
        return question.object()
                .flatMap(action -> user.flatMap(known -> permit(known, action)))
                .map(permit -> CHECKING.unless(permit, ALLOWED));
    }

    private Optional<Permit> permit(BifroMqUser user, JsonNode action) {
        var handle = new BySeal(user.seal());
        return action.has("conn")
                ? Optional.of(gate.permissions().present(user.clientId(), handle))
                : BifroMqAction.ask(action)
                        .map(ask -> gate.permissions().decide(user.clientId(), handle, ask));
    }
}
