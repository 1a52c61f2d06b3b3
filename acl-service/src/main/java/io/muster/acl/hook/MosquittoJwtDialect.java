// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.broker.Traits;
import io.muster.acl.decision.Origin;
import io.muster.acl.gate.CarriedCredentials;
import io.muster.acl.gate.ConnectRequest;
import io.muster.acl.gate.Credentials;
import io.muster.acl.gate.Credentials.LoneBearer;
import io.muster.acl.gate.Gate;
import io.muster.acl.gate.Permit;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;

/**
 * The remote JWT backend of mosquitto-go-auth. The user's token, which was the MQTT user name,
 * comes with each question in the header where others show our secret. The client id comes only
 * later: a token's holder is not kept from connecting as a client that it may not be, and may do
 * nothing then.
 */
final class MosquittoJwtDialect implements HookDialect {

    private static final String SCHEME = "Bearer ";

    private final CarriedCredentials credentials;
    private final GoAuth plugin;

    MosquittoJwtDialect(Gate gate, Traits traits) {
        this.credentials = gate.credentials();
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

    /** What comes with {@code getuser}, if anything, is an empty body or {@code null}. */
    @Override
    public Optional<Uni<HookAnswer>> answer(Question question) {
        return switch (question.operation()) {
            case "getuser" -> token(question).map(credentials::prove).map(this::answer);
            case "aclcheck" ->
                    token(question)
                            .flatMap(token ->
                                    question.fields().flatMap(fields -> check(token, fields)))
                            .map(this::answer);
            default -> Optional.empty();
        };
    }

    private static Optional<Credentials> token(Question question) {
        return Optional.ofNullable(question.header("Authorization"))
                .filter(header -> header.startsWith(SCHEME))
                .map(header -> new LoneBearer(header.substring(SCHEME.length())));
    }

    private Optional<Uni<Permit>> check(Credentials token, Map<String, String> fields) {
        var clientId = FieldNames.OURS.value(fields, "clientid");
        return clientId == null
                ? Optional.empty()
                : GoAuth.ask(fields)
                        .map(ask ->
                                credentials.decide(
                                        new ConnectRequest(
                                                clientId, null, token, Origin.UNKNOWN, null),
                                        ask));
    }

    private Uni<HookAnswer> answer(Uni<Permit> permit) {
        return permit.map(plugin::answer);
    }
}
