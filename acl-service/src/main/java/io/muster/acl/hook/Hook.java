// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.broker.Broker;
import io.muster.acl.hook.HookBody.Unreadable;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The hook of one registered broker. */
record Hook(Broker broker, HookDialect dialect) {

    private static final Logger LOG = Logger.getLogger(Hook.class);
    private static final String OWN_HEADER = "x-hook-secret";

    /** Nothing else of the request is looked at before the broker has shown its secret. */
    boolean trusts(HookPath path, MultiMap headers) {
        if (path.dialect() != broker.dialect()) {
            return false;
        }
        var secret = broker.secret();
        if (broker.dialect().secretInPath()) {
            return secret.matches(path.secret());
        }
        return path.secret() == null
                && (secret.matchesHeader(headers.get(HttpHeaders.AUTHORIZATION))
                        || (broker.dialect().secretInOwnHeader()
                                && secret.matches(headers.get(OWN_HEADER))));
    }

    /**
     * The answer to a request of the trusted broker; never a failure.
     *
     * @param content empty when it was too large
     */
    Uni<HookAnswer> answer(
            HttpMethod method, HookPath path, MultiMap headers, Optional<Buffer> content) {
        var operation = dialect.operation(path.operation(), headers);
        if (operation == null || !dialect.knows(operation)) {
            return no(String.valueOf(operation), Trouble.UNKNOWN_OPERATION);
        }
        if (!HttpMethod.POST.equals(method)) {
            return no(operation, Trouble.OTHER_METHOD);
        }
        if (content.isEmpty()) {
            return no(operation, Trouble.TOO_LARGE);
        }
        var body =
                HookBody.read(
                        headers.get(HttpHeaders.CONTENT_TYPE),
                        content.get().getBytes(),
                        dialect.skippedMember());
        return body instanceof Unreadable(var trouble)
                ? no(operation, trouble)
                : answer(new Question(operation, headers, body));
    }

    private Uni<HookAnswer> no(String operation, Trouble trouble) {
        return Uni.createFrom().item(dialect.refusals(operation).of(trouble));
    }

    private Uni<HookAnswer> answer(Question question) {
        var refusals = dialect.refusals(question.operation());
        return Uni.createFrom()
                .deferred(() ->
                        dialect.answer(question)
                                .orElseGet(() -> Uni.createFrom().item(refusals.denial())))
                .onFailure()
                .invoke(failure -> LOG.error("A hook failed and was answered no", failure))
                .onFailure()
                .recoverWithItem(refusals.failure());
    }
}
