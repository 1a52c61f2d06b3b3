// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.broker.Broker;
import io.muster.acl.broker.Brokers;
import io.muster.acl.broker.Dialect;
import io.muster.acl.gate.Gates;
import io.muster.acl.hook.Forwarded.Proxy;
import io.muster.acl.inquiry.Inquiries;
import io.muster.platform.hook.BodyReader;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where proxies ask: {@code /forward-auth/{name}/{secret}/{nginx|traefik|envoy}}. The secret is in
 * the path, since the {@code Authorization} header is the client's.
 */
@ApplicationScoped
class ForwardAuthRoute {

    private static final String ROOT = "/forward-auth/";
    private static final int BEFORE_EVERYTHING = -10_000;
    private static final HookAnswer STRANGER = HookAnswer.text(401, "");

    private final Map<String, ForwardAuth> proxies;

    ForwardAuthRoute(Brokers brokers, Gates gates, Inquiries inquiries) {
        this.proxies =
                brokers.stream()
                        .filter(broker -> broker.dialect() == Dialect.FORWARD_AUTH)
                        .map(broker -> of(broker, gates, inquiries))
                        .collect(
                                Collectors.toMap(
                                        proxy -> proxy.broker().id(), Function.identity()));
    }

    private static ForwardAuth of(Broker broker, Gates gates, Inquiries inquiries) {
        return new ForwardAuth(broker, gates.of(broker).values().iterator().next(), inquiries);
    }

    void register(@Observes Router router) {
        router.route(ROOT + "*").order(BEFORE_EVERYTHING).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        BodyReader.read(request, 0, _ -> answer(request));
    }

    /** As it was sent: what a router makes of a path may not be what the server behind makes. */
    private void answer(HttpServerRequest request) {
        var uri = request.uri();
        var segments = (uri.startsWith(ROOT) ? uri.substring(ROOT.length()) : "").split("[/?]", 4);
        var proxy = segments.length < 3 ? Optional.<Proxy>empty() : Proxy.of(segments[2]);
        var known =
                Optional.ofNullable(proxies.get(segments[0]))
                        .filter(_ -> proxy.isPresent())
                        .filter(found -> found.broker().secret().matches(segments[1]));
        if (known.isEmpty()) {
            HookRoute.reply(request, STRANGER);
            return;
        }
        var rest = uri.substring(prefix(segments).length());
        var home = Vertx.currentContext();
        known.get()
                .answer(Forwarded.of(proxy.get(), request, rest))
                .subscribe()
                .with(answer -> HookRoute.at(home, () -> HookRoute.reply(request, answer)));
    }

    private static String prefix(String[] segments) {
        return ROOT + segments[0] + "/" + segments[1] + "/" + segments[2];
    }
}
