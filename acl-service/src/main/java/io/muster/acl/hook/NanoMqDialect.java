// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.broker.Traits;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Origin;
import io.muster.acl.gate.Admission.Admitted;
import io.muster.acl.gate.Admission.Refused;
import io.muster.acl.gate.ConnectRequest;
import io.muster.acl.gate.Credentials;
import io.muster.acl.gate.Credentials.Bearer;
import io.muster.acl.gate.Gate;
import io.muster.acl.gate.Permit;
import io.muster.acl.gate.SessionHandle.ByName;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * NanoMQ's HTTP authentication, which understands one answer only: status 200 is yes. Its users
 * write the requests' parameters. Where the password is among those of an access request, nothing
 * has to be remembered; otherwise user name and client id find the session.
 */
final class NanoMqDialect implements HookDialect {

    private static final Set<String> OPERATIONS = Set.of("auth", "superuser", "acl");

    /** What the broker itself publishes for a client, before and after its connection. */
    private static final String STATUS = "$SYS/brokers/client_status/";

    private static final int MAX_FILTERS = 64;
    private static final HookAnswer ALLOWED = HookAnswer.text(200, "");
    private static final Refusals REFUSALS = Refusals.withErrors(HookAnswer.text(403, ""));

    private final Gate gate;
    private final FieldNames names;
    private final boolean certificateLogin;
    private final boolean commaTopics;

    NanoMqDialect(Gate gate, Traits traits) {
        this.gate = gate;
        this.names = new FieldNames(traits.fields());
        this.certificateLogin = traits.certificateLogin();
        this.commaTopics = traits.commaTopics();
    }

    @Override
    public boolean knows(String operation) {
        return OPERATIONS.contains(operation);
    }

    @Override
    public Refusals refusals(String operation) {
        return REFUSALS;
    }

    @Override
    public Optional<Uni<HookAnswer>> answer(Question question) {
        return switch (question.operation()) {
            case "auth" -> question.fields().flatMap(this::connectRequest).map(this::connect);
            case "acl" -> question.fields().flatMap(this::access);
            default -> Optional.empty();
        };
    }

    private Optional<ConnectRequest> connectRequest(Map<String, String> fields) {
        var clientId = names.value(fields, "clientid");
        return clientId == null
                ? Optional.empty()
                : credentials(fields).map(shown -> request(fields, clientId, shown));
    }

    private ConnectRequest request(
            Map<String, String> fields, String clientId, Credentials credentials) {
        return new ConnectRequest(
                clientId, names.value(fields, "username"), credentials, origin(fields), null);
    }

    /** Its own examples call the address so at login, and otherwise later. */
    private Origin origin(Map<String, String> fields) {
        var ip = names.value(fields, "ipaddress");
        return Origin.at(ip == null ? names.value(fields, "ipaddr") : ip);
    }

    /** A password before a name: whoever sends one is no client behind a certificate. */
    private Optional<Credentials> credentials(Map<String, String> fields) {
        var password = names.value(fields, "password");
        if (password != null) {
            return Optional.of(new Bearer(password));
        }
        var name = names.value(fields, "cn");
        return certificateLogin && name != null
                ? Presented.asserted(gate.realm(), name)
                : Optional.empty();
    }

    private Uni<HookAnswer> connect(ConnectRequest request) {
        return gate.admissions()
                .connect(request)
                .map(admission ->
                        switch (admission) {
                            case Admitted _ -> ALLOWED;
                            case Refused refused -> REFUSALS.of(refused);
                        });
    }

    private Optional<Uni<HookAnswer>> access(Map<String, String> fields) {
        var clientId = names.value(fields, "clientid");
        var topic = names.value(fields, "topic");
        if (clientId == null || topic == null) {
            return Optional.empty();
        }
        var access = names.value(fields, "access");
        if ("2".equals(access) && topic.equals(STATUS + clientId)) {
            return Optional.of(answer(present(fields, clientId)));
        }
        var asks = asks(access, topic);
        return asks.isEmpty() ? Optional.empty() : Optional.of(answer(all(fields, clientId, asks)));
    }

    /** None when it can't be told what is asked. */
    private List<Ask> asks(@Nullable String access, String topic) {
        return switch (access == null ? "" : access) {
            case "1" -> filters(topic);
            case "2" ->
                    topic.indexOf(',') < 0 || commaTopics
                            ? List.of(new Publish(topic, Retain.UNKNOWN, null))
                            : List.of();
            default -> List.of();
        };
    }

    /**
     * All filters of one packet come with commas between them, and a comma in a filter looks the
     * same. Each part must be allowed by itself; whether it really was one filter then makes no
     * difference, because nothing is published to topics with a comma.
     */
    private static List<Ask> filters(String joined) {
        var parts = List.of(joined.split(",", -1));
        if (parts.size() > MAX_FILTERS || parts.contains("")) {
            return List.of();
        }
        var asks = new ArrayList<Ask>(parts.size());
        parts.forEach(filter -> asks.add(new Subscribe(filter, null, true, false)));
        return asks;
    }

    private Uni<Permit> present(Map<String, String> fields, String clientId) {
        return shown(fields)
                .map(shown -> gate.credentials().present(request(fields, clientId, shown)))
                .orElseGet(() ->
                        Uni.createFrom()
                                .item(gate.permissions().present(clientId, handle(fields))));
    }

    /** The first refusal, or else a permit. */
    private Uni<Permit> all(Map<String, String> fields, String clientId, List<Ask> asks) {
        var permit = one(fields, clientId, asks.getFirst());
        return asks.size() == 1
                ? permit
                : permit.chain(first ->
                        first.granted()
                                ? all(fields, clientId, asks.subList(1, asks.size()))
                                : Uni.createFrom().item(first));
    }

    private Uni<Permit> one(Map<String, String> fields, String clientId, Ask ask) {
        return shown(fields)
                .map(shown -> gate.credentials().decide(request(fields, clientId, shown), ask))
                .orElseGet(() ->
                        Uni.createFrom()
                                .item(gate.permissions().decide(clientId, handle(fields), ask)));
    }

    private Optional<Credentials> shown(Map<String, String> fields) {
        return Optional.ofNullable(names.value(fields, "password")).map(Bearer::new);
    }

    private ByName handle(Map<String, String> fields) {
        return new ByName(names.value(fields, "username"));
    }

    private static Uni<HookAnswer> answer(Uni<Permit> permit) {
        return permit.map(come -> REFUSALS.unless(come, ALLOWED));
    }
}
