// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.platform.hook.BodyReader;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP side of the hooks. It runs before everything else of the HTTP layer, whose own answers
 * (for a missing route, a large body, a bearer token that is none) would mean "ask somebody else"
 * to some brokers: below its root, every request is answered here and in its dialect's own words.
 */
final class HookRoute {

    private static final int BEFORE_EVERYTHING = -10_000;

    private final Map<String, Hook> hooks;

    /**
     * @param hooks by the broker's name
     */
    HookRoute(Map<String, Hook> hooks) {
        this.hooks = Map.copyOf(hooks);
    }

    void register(Router router) {
        router.route(HookPath.ROOT + "*").order(BEFORE_EVERYTHING).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        var path = HookPath.parse(context.normalizedPath());
        var hook = path.flatMap(known -> trusted(request, known));
        int maxBody = hook.map(known -> known.dialect().maxBody()).orElse(0);
        BodyReader.read(
                request,
                maxBody,
                body -> {
                    if (hook.isPresent()) {
                        answer(request, hook.get(), path.get(), body);
                    } else {
                        reply(request, ofStranger(path));
                    }
                });
    }

    private Optional<Hook> trusted(HttpServerRequest request, HookPath path) {
        return Optional.ofNullable(hooks.get(path.broker()))
                .filter(hook -> hook.trusts(path, request.headers()));
    }

    private static HookAnswer ofStranger(Optional<HookPath> path) {
        return path.map(known -> Refusals.ofStranger(known.dialect()))
                .orElseGet(Refusals::ofNobody);
    }

    private static void answer(
            HttpServerRequest request, Hook hook, HookPath path, Optional<Buffer> body) {
        var home = Vertx.currentContext();
        hook.answer(request.method(), path, request.headers(), body)
                .subscribe()
                .with(answer -> at(home, () -> reply(request, answer)));
    }

    /** A decision that was waited for comes from another thread. */
    static void at(Context home, Runnable reply) {
        if (home.equals(Vertx.currentContext())) {
            reply.run();
        } else {
            home.runOnContext(_ -> reply.run());
        }
    }

    static void reply(HttpServerRequest request, HookAnswer answer) {
        var response = request.response();
        if (!response.ended() && !response.closed()) {
            answer.headers().forEach(response::putHeader);
            response.setStatusCode(answer.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType())
                    .end(answer.body());
        }
    }
}
