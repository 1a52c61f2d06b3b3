// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import io.muster.platform.hook.BodyReader;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Where brokers call: {@code /hooks/{broker}/{dialect}} with the secret as a bearer token, or
 * {@code /hooks/{broker}/{secret}/{dialect}} for those that can't send a header. It runs before the
 * rest of the HTTP layer, which would take the secret for a token of OIDC.
 */
@ApplicationScoped
class BrokerHookRoute {

    private static final Logger LOG = Logger.getLogger(BrokerHookRoute.class);
    private static final String ROOT = "/hooks/";
    private static final int BEFORE_EVERYTHING = -10_000;
    private static final int MAX_BODY = 512 * 1024;

    private final Tellers tellers;
    private final BrokerCalls calls;
    private final BrokerEvents events;

    BrokerHookRoute(Tellers tellers, BrokerCalls calls, BrokerEvents events) {
        this.tellers = tellers;
        this.calls = calls;
        this.events = events;
    }

    void register(@Observes Router router) {
        router.route(ROOT + "*").order(BEFORE_EVERYTHING).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        var teller = teller(context.normalizedPath(), request);
        BodyReader.read(
                request,
                teller.isPresent() ? MAX_BODY : 0,
                body -> {
                    if (teller.isEmpty()) {
                        reply(request, 401);
                    } else if (!HttpMethod.POST.equals(request.method())) {
                        reply(request, 405);
                    } else {
                        take(request, teller.get(), body);
                    }
                });
    }

    /** The broker that calls; nothing else of the request is looked at before it is known. */
    private Optional<Teller> teller(String path, HttpServerRequest request) {
        if (!path.startsWith(ROOT)) {
            // The router takes the root without its slash for a match, too.
            return Optional.empty();
        }
        var segments = path.substring(ROOT.length()).split("/", -1);
        return tellers.find(segments[0])
                .filter(teller -> segments[segments.length - 1].equals(teller.dialect().segment()))
                .filter(teller -> trusted(teller, segments, request));
    }

    private static boolean trusted(Teller teller, String[] segments, HttpServerRequest request) {
        var secret = teller.secret();
        if (secret == null) {
            return false;
        }
        return teller.dialect().secretInPath()
                ? segments.length == 3 && secret.matches(segments[1])
                : segments.length == 2
                        && secret.matchesHeader(request.getHeader(HttpHeaders.AUTHORIZATION));
    }

    private void take(HttpServerRequest request, Teller teller, Optional<Buffer> body) {
        if (body.isEmpty()) {
            reply(request, 413);
            return;
        }
        var told = calls.read(teller.dialect(), request.getHeader("vernemq-hook"), body.get());
        if (told.isEmpty()) {
            reply(request, 400);
            return;
        }
        var home = Vertx.currentContext();
        events.take(teller, told.get())
                .subscribe()
                .with(
                        _ -> at(home, () -> reply(request, 200)),
                        failure -> {
                            LOG.warnf("What %s told waits for now: %s", teller.name(), failure);
                            at(home, () -> reply(request, 503));
                        });
    }

    /** The database answers on another thread. */
    private static void at(Context home, Runnable reply) {
        home.runOnContext(_ -> reply.run());
    }

    /** VerneMQ takes an empty object for "noted" and anything without a body for a fault. */
    private static void reply(HttpServerRequest request, int status) {
        var response = request.response();
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end("{}");
        }
    }
}
