// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.broker.Traits;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Origin;
import io.muster.acl.gate.Admission.Admitted;
import io.muster.acl.gate.ConnectRequest;
import io.muster.acl.gate.Credentials;
import io.muster.acl.gate.Credentials.AssertedDevice;
import io.muster.acl.gate.Credentials.Bearer;
import io.muster.acl.gate.Gate;
import io.muster.acl.gate.SessionHandle.ByName;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * RabbitMQ's HTTP backend, asked on behalf of its MQTT plugin. It keeps nothing for us and repeats
 * user name and client id; of a client certificate it tells only the common name. Topics arrive as
 * routing keys, where {@code .} and {@code /} have become one: see {@link RoutingKey}.
 */
final class RabbitMqDialect implements HookDialect {

    private static final Set<String> OPERATIONS = Set.of("user", "vhost", "resource", "topic");

    private static final FieldNames NAMES = FieldNames.OURS;
    private static final HookAnswer ALLOW = HookAnswer.text(200, "allow");
    private static final HookAnswer DENY = Refusals.RABBITMQ.denial();

    private final Map<String, Gate> realms;
    private final Traits traits;

    /**
     * @param realms by virtual host
     */
    RabbitMqDialect(Map<String, Gate> realms, Traits traits) {
        this.realms = realms;
        this.traits = traits;
    }

    @Override
    public boolean knows(String operation) {
        return OPERATIONS.contains(operation);
    }

    @Override
    public Refusals refusals(String operation) {
        return Refusals.RABBITMQ;
    }

    @Override
    public Optional<Uni<HookAnswer>> answer(Question question) {
        return question.fields()
                .flatMap(fields -> gate(fields).flatMap(gate -> answer(question, fields, gate)));
    }

    private Optional<Uni<HookAnswer>> answer(
            Question question, Map<String, String> fields, Gate gate) {
        return switch (question.operation()) {
            case "user" ->
                    connectRequest(fields, gate)
                            .map(request ->
                                    gate.admissions()
                                            .connect(request)
                                            .map(made -> answer(made instanceof Admitted)));
            case "vhost" -> Optional.of(now(located(fields, gate)));
            case "resource" -> Optional.of(now(resource(fields, gate)));
            case "topic" -> Optional.of(now(topic(fields, gate)));
            default -> Optional.empty();
        };
    }

    /** Old versions do not tell the virtual host of a client that logs in with a certificate. */
    private Optional<Gate> gate(Map<String, String> fields) {
        var vhost = fields.get("vhost");
        if (vhost == null) {
            return realms.size() == 1 ? realms.values().stream().findFirst() : Optional.empty();
        }
        return Optional.ofNullable(realms.get(vhost));
    }

    private static Uni<HookAnswer> now(boolean allowed) {
        return Uni.createFrom().item(answer(allowed));
    }

    private static HookAnswer answer(boolean allowed) {
        return allowed ? ALLOW : DENY;
    }

    private Optional<ConnectRequest> connectRequest(Map<String, String> fields, Gate gate) {
        var user = NAMES.value(fields, "username");
        if (user == null || !unambiguous(user)) {
            return Optional.empty();
        }
        return credentials(gate, user, fields.get("password"))
                .flatMap(shown ->
                        clientId(fields, user, shown)
                                .map(id ->
                                        new ConnectRequest(id, user, shown, Origin.UNKNOWN, null)));
    }

    /** Without one it is not MQTT; old versions leave it out when a certificate logs in. */
    private static Optional<String> clientId(
            Map<String, String> fields, String user, Credentials shown) {
        var told = NAMES.value(fields, "client_id");
        return told == null
                ? Optional.of(user).filter(_ -> shown instanceof AssertedDevice)
                : Optional.of(told).filter(RabbitMqDialect::unambiguous);
    }

    /**
     * A client that shows a certificate and no password is told of without one; an empty password
     * is one that a client has sent, and a wrong one.
     */
    private Optional<Credentials> credentials(Gate gate, String user, @Nullable String password) {
        if (password != null) {
            return Optional.of(new Bearer(password));
        }
        return traits.certificateLogin()
                ? Presented.asserted(gate.realm(), user)
                : Optional.empty();
    }

    /** A device {@code a} would own what belongs to a device {@code a.b}. */
    private static boolean unambiguous(String name) {
        return name.indexOf('.') < 0 && name.indexOf('*') < 0;
    }

    /** The address comes here and nowhere else. */
    private static boolean located(Map<String, String> fields, Gate gate) {
        var clientId = clientId(fields);
        var ip = NAMES.value(fields, "ip");
        if (clientId != null && ip != null) {
            var handle = new ByName(NAMES.value(fields, "username"));
            gate.permissions().locate(clientId, handle, Origin.at(ip));
        }
        return stands(fields, gate);
    }

    private static boolean stands(Map<String, String> fields, Gate gate) {
        var clientId = clientId(fields);
        return clientId != null
                && gate.permissions()
                        .present(clientId, new ByName(NAMES.value(fields, "username")))
                        .granted();
    }

    private boolean resource(Map<String, String> fields, Gate gate) {
        var name = fields.getOrDefault("name", "");
        var permission = fields.getOrDefault("permission", "");
        boolean own =
                switch (fields.getOrDefault("resource", "")) {
                    case "queue" -> ownQueue(name, String.valueOf(clientId(fields)));
                    case "exchange" ->
                            name.equals(traits.exchange()) && !permission.equals("configure");
                    default -> false;
                };
        return own && stands(fields, gate);
    }

    private static boolean ownQueue(String name, String clientId) {
        return name.equals("mqtt-subscription-" + clientId + "qos0")
                || name.equals("mqtt-subscription-" + clientId + "qos1")
                || name.equals("mqtt-will-" + clientId);
    }

    private boolean topic(Map<String, String> fields, Gate gate) {
        var clientId = clientId(fields);
        var ask = ask(fields);
        return clientId != null
                && ask != null
                && fields.getOrDefault("name", "").equals(traits.exchange())
                && gate.permissions()
                        .decide(clientId, new ByName(NAMES.value(fields, "username")), ask)
                        .granted();
    }

    private static @Nullable Ask ask(Map<String, String> fields) {
        var key = RoutingKey.toMqtt(fields.getOrDefault("routing_key", ""));
        return switch (fields.getOrDefault("permission", "")) {
            case "write" -> key.map(topic -> new Publish(topic, Retain.UNKNOWN, null)).orElse(null);
            case "read" -> key.map(filter -> new Subscribe(filter, null, true, false)).orElse(null);
            default -> null;
        };
    }

    private static @Nullable String clientId(Map<String, String> fields) {
        var plain = NAMES.value(fields, "client_id");
        return plain == null ? NAMES.value(fields, "variable_map.client_id") : plain;
    }
}
