// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.broker.Traits;
import io.muster.acl.decision.Origin;
import io.muster.acl.gate.Admission.Admitted;
import io.muster.acl.gate.Admission.Refused;
import io.muster.acl.gate.ConnectRequest;
import io.muster.acl.gate.Credentials;
import io.muster.acl.gate.Credentials.Bearer;
import io.muster.acl.gate.Gate;
import io.muster.acl.gate.SessionHandle.ByName;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP backend of mosquitto-go-auth. It keeps nothing for us and repeats user name and client
 * id. Nobody is a superuser: it would be asked about nothing any more.
 */
final class MosquittoDialect implements HookDialect {

    private static final FieldNames NAMES = FieldNames.OURS;

    private final Gate gate;
    private final boolean certificateLogin;
    private final GoAuth plugin;

    MosquittoDialect(Gate gate, Traits traits) {
        this.gate = gate;
        this.certificateLogin = traits.certificateLogin();
        this.plugin = GoAuth.of(traits.responses());
    }

    @Override
    public boolean knows(String operation) {
        return GoAuth.knows(operation);
    }

    @Override
    public Refusals refusals(String operation) {
        return plugin.refusals();
    }

    @Override
    public Optional<Uni<HookAnswer>> answer(Question question) {
        return switch (question.operation()) {
            case "getuser" -> question.fields().flatMap(this::connectRequest).map(this::connect);
            case "aclcheck" -> question.fields().flatMap(this::check).map(Uni.createFrom()::item);
            default -> Optional.empty();
        };
    }

    private Optional<ConnectRequest> connectRequest(Map<String, String> fields) {
        var clientId = NAMES.value(fields, "clientid");
        var user = NAMES.value(fields, "username");
        return clientId == null || user == null
                ? Optional.empty()
                : credentials(user, NAMES.value(fields, "password"))
                        .map(shown ->
                                new ConnectRequest(clientId, user, shown, Origin.UNKNOWN, null));
    }

    /** The plugin asks only about clients with a password: one behind a certificate invents one. */
    private Optional<Credentials> credentials(String user, @Nullable String password) {
        return certificateLogin
                ? Presented.asserted(gate.realm(), user)
                : Optional.ofNullable(password).map(Bearer::new);
    }

    private Uni<HookAnswer> connect(ConnectRequest request) {
        return gate.admissions()
                .connect(request)
                .map(admission ->
                        switch (admission) {
                            case Admitted _ -> plugin.allowed();
                            case Refused refused -> plugin.refusals().of(refused);
                        });
    }

    private Optional<HookAnswer> check(Map<String, String> fields) {
        var clientId = NAMES.value(fields, "clientid");
        var handle = new ByName(NAMES.value(fields, "username"));
        return clientId == null
                ? Optional.empty()
                : GoAuth.ask(fields)
                        .map(ask -> gate.permissions().decide(clientId, handle, ask))
                        .map(plugin::answer);
    }
}
