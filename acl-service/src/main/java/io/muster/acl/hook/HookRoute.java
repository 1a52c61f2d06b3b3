// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.broker.Broker;
import io.muster.acl.broker.HookSecret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The HTTP side of the hooks. It runs before everything else of the HTTP layer, whose own answers
 * (for a missing route, a large body, a bearer token that is none) would mean "ask somebody else"
 * to some brokers: below its root, every request is answered here and in its dialect's own words.
 */
final class HookRoute {

    private static final Logger LOG = Logger.getLogger(HookRoute.class);
    private static final int BEFORE_EVERYTHING = -10_000;

    private final Broker broker;
    private final HookSecret secret;
    private final HookDialect dialect;

    HookRoute(Broker broker, HookSecret secret, HookDialect dialect) {
        this.broker = broker;
        this.secret = secret;
        this.dialect = dialect;
    }

    void register(Router router) {
        router.route(HookPath.ROOT + "*").order(BEFORE_EVERYTHING).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        var path = HookPath.parse(context.normalizedPath());
        BodyReader.read(
                request,
                body ->
                        path.ifPresentOrElse(
                                known -> decide(request, known, body),
                                () -> reply(request, Denials.ofNobody())));
    }

    private void decide(HttpServerRequest request, HookPath path, Optional<Buffer> body) {
        if (!trusted(request, path)) {
            reply(request, Denials.ofStranger(path.dialect()));
            return;
        }
        var denial = Denials.of(path.dialect());
        var home = Vertx.currentContext();
        body.flatMap(content -> ask(request, path, content))
                .orElseGet(() -> Uni.createFrom().item(denial))
                .onFailure()
                .invoke(failure -> LOG.error("A hook failed and was answered no", failure))
                .onFailure()
                .recoverWithItem(denial)
                .subscribe()
                .with(answer -> at(home, () -> reply(request, answer)));
    }

    /** A decision that was waited for comes from another thread. */
    private static void at(Context home, Runnable reply) {
        if (home.equals(Vertx.currentContext())) {
            reply.run();
        } else {
            home.runOnContext(_ -> reply.run());
        }
    }

    /** Nothing of the request is looked at before the broker has shown its secret. */
    private boolean trusted(HttpServerRequest request, HookPath path) {
        boolean known = path.broker().equals(broker.id()) && path.dialect() == broker.dialect();
        boolean authentic =
                broker.dialect().secretInPath()
                        ? secret.matches(path.secret())
                        : path.secret() == null
                                && secret.matchesHeader(
                                        request.getHeader(HttpHeaders.AUTHORIZATION));
        return known && authentic;
    }

    private Optional<Uni<HookAnswer>> ask(
            HttpServerRequest request, HookPath path, Buffer content) {
        var operation = path.operation();
        if (operation == null || !HttpMethod.POST.equals(request.method())) {
            return Optional.empty();
        }
        var body = new HookBody(request.getHeader(HttpHeaders.CONTENT_TYPE), content);
        try {
            return dialect.answer(operation, body);
        } catch (RuntimeException failure) {
            LOG.error("A hook failed and was answered no", failure);
            return Optional.empty();
        }
    }

    private static void reply(HttpServerRequest request, HookAnswer answer) {
        var response = request.response();
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(answer.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType())
                    .end(answer.body());
        }
    }
}
