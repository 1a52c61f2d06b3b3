// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that a proxy holds back until it hears from us. Which headers tell of it depends on the
 * proxy, and only those are believed that this proxy always sets itself: the others are whatever
 * the client sent.
 *
 * @param method as the client sent it
 * @param target the request target in origin form
 * @param ip null where the proxy does not tell it in a header of its own
 * @param certificate the client certificate, PEM in percent-encoding; null when there is none
 */
record Forwarded(
        @Nullable String method,
        @Nullable String target,
        @Nullable String authorization,
        @Nullable String ip,
        @Nullable String certificate) {

    /** How a proxy tells of the request. */
    enum Proxy {
        NGINX,
        TRAEFIK,
        ENVOY;

        static Optional<Proxy> of(String name) {
            return switch (name) {
                case "nginx" -> Optional.of(NGINX);
                case "traefik" -> Optional.of(TRAEFIK);
                case "envoy" -> Optional.of(ENVOY);
                default -> Optional.empty();
            };
        }
    }

    /**
     * @param rest what follows the proxy's name in the target of the proxy's own request, to which
     *     Envoy appends the original one
     */
    static Forwarded of(Proxy proxy, HttpServerRequest request, String rest) {
        var headers = request.headers();
        return switch (proxy) {
            case NGINX ->
                    new Forwarded(
                            one(headers, "X-Original-Method"),
                            one(headers, "X-Original-URI"),
                            one(headers, "Authorization"),
                            one(headers, "X-Real-IP"),
                            one(headers, "X-Client-Cert"));
            case TRAEFIK ->
                    new Forwarded(
                            one(headers, "X-Forwarded-Method"),
                            one(headers, "X-Forwarded-Uri"),
                            one(headers, "Authorization"),
                            null,
                            null);
            case ENVOY ->
                    new Forwarded(
                            request.method().name(),
                            rest,
                            one(headers, "Authorization"),
                            null,
                            null);
        };
    }

    /** A header that is there twice is none: two readers would believe two different ones. */
    private static @Nullable String one(MultiMap headers, String name) {
        var values = headers.getAll(name);
        return values.size() == 1 && !values.getFirst().isEmpty() ? values.getFirst() : null;
    }

    /** Says whether it only reads; empty when nobody knows. */
    Optional<Boolean> reads() {
        return Optional.ofNullable(method)
                .map(name ->
                        HttpMethod.GET.name().equals(name)
                                || HttpMethod.HEAD.name().equals(name)
                                || HttpMethod.OPTIONS.name().equals(name));
    }
}
