// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Origin;
import io.muster.acl.gate.Admission;
import io.muster.acl.gate.Admission.Admitted;
import io.muster.acl.gate.Admission.Refused;
import io.muster.acl.gate.Admissions;
import io.muster.acl.gate.ConnectRequest;
import io.muster.acl.gate.Gate;
import io.muster.acl.gate.Permissions;
import io.muster.acl.gate.SessionHandle;
import io.muster.acl.gate.SessionHandle.ByName;
import io.muster.acl.gate.SessionHandle.BySeal;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * EMQX's HTTP authentication and authorization. Its users write the request bodies themselves, so
 * members may be missing or hold the placeholder of another version; everything arrives as text.
 * Rights are not sent ahead with the login: EMQX compares a subscription with such a rule as if it
 * were a topic, and would grant {@code a/#} to a rule {@code a/+}.
 */
final class EmqxDialect implements HookDialect {

    private static final String SUBSCRIBE = "subscribe";
    private static final String PUBLISH = "publish";

    private final Admissions admissions;
    private final Permissions permissions;

    EmqxDialect(Gate gate) {
        this.admissions = gate.admissions();
        this.permissions = gate.permissions();
    }

    @Override
    public Set<String> operations() {
        return Set.of("authn", "authz");
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
                            .flatMap(EmqxDialect::connectRequest)
                            .map(admissions::connect)
                            .map(admission -> admission.map(EmqxDialect::answer));
            case "authz" -> question.fields().map(this::authorize).map(Uni.createFrom()::item);
            default -> Optional.empty();
        };
    }

    private static Optional<ConnectRequest> connectRequest(Map<String, String> fields) {
        var clientId = value(fields, "clientid");
        return clientId == null
                ? Optional.empty()
                : Presented.credentials(value(fields, "cert_pem"), value(fields, "password"))
                        .map(shown ->
                                new ConnectRequest(
                                        clientId,
                                        value(fields, "username"),
                                        shown,
                                        origin(fields),
                                        null));
    }

    /** An unset placeholder is empty, one of another version stays as it was written. */
    private static @Nullable String value(Map<String, String> fields, String name) {
        var value = fields.get(name);
        boolean absent =
                value == null
                        || value.isEmpty()
                        || value.equals("undefined")
                        || (value.startsWith("${") && value.endsWith("}"));
        return absent ? null : value;
    }

    private static HookAnswer answer(Admission admission) {
        return switch (admission) {
            case Refused _ -> Refusals.EMQX.denial();
            case Admitted(var session) -> {
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
                yield HookAnswer.json(answer.toString());
            }
        };
    }

    private HookAnswer authorize(Map<String, String> fields) {
        var clientId = value(fields, "clientid");
        var ask = ask(fields);
        boolean allowed =
                clientId != null
                        && ask != null
                        && permissions.allows(clientId, handle(fields), ask);
        return allowed ? ALLOWED : Refusals.EMQX.denial();
    }

    private static final HookAnswer ALLOWED = HookAnswer.json("{\"result\":\"allow\"}");

    private static SessionHandle handle(Map<String, String> fields) {
        var sid = value(fields, "sid");
        return sid == null ? new ByName(value(fields, "username")) : new BySeal(sid);
    }

    /**
     * Null when it is not clear what is asked. A topic below a mount point is not the one that the
     * message will have.
     */
    private static @Nullable Ask ask(Map<String, String> fields) {
        var topic = value(fields, "topic");
        if (topic == null || value(fields, "mountpoint") != null) {
            return null;
        }
        return switch (action(fields)) {
            case PUBLISH -> new Publish(topic, retain(fields), qos(fields));
            case SUBSCRIBE -> new Subscribe(topic, qos(fields), false, false);
            default -> null;
        };
    }

    private static String action(Map<String, String> fields) {
        var action = value(fields, "action");
        var access = value(fields, "access");
        var named =
                switch (access == null ? "" : access) {
                    case "1" -> SUBSCRIBE;
                    case "2" -> PUBLISH;
                    default -> String.valueOf(access);
                };
        boolean contradictory = action != null && access != null && !action.equals(named);
        return contradictory ? "" : (action == null ? named : action);
    }

    private static Origin origin(Map<String, String> fields) {
        return new Origin(value(fields, "peerhost"), value(fields, "listener"), null, null);
    }

    private static @Nullable Integer qos(Map<String, String> fields) {
        return switch (String.valueOf(value(fields, "qos"))) {
            case "0" -> 0;
            case "1" -> 1;
            case "2" -> 2;
            default -> null;
        };
    }

    private static Retain retain(Map<String, String> fields) {
        var retain = value(fields, "retain");
        if (retain == null) {
            return Retain.UNKNOWN;
        }
        return retain.equals("false") || retain.equals("0") ? Retain.NO : Retain.YES;
    }
}
