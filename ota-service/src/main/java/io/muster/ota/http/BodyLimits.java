// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.http;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Keeps bodies small everywhere but where artifacts are uploaded. Quarkus has one limit for all
 * routes, which would have to be that of an artifact; the uploads count their bytes themselves.
 */
@ApplicationScoped
class BodyLimits {

    private static final long MAX_BYTES = 1024 * 1024;
    private static final String UPLOADS = "/api/v1/artifacts";

    /**
     * Before the routes, after authentication: only then does the answer say nothing to strangers.
     */
    private static final int ORDER = -1;

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(BodyLimits::check);
    }

    private static void check(RoutingContext context) {
        var request = context.request();
        if (request.method().equals(HttpMethod.POST) && request.path().equals(UPLOADS)) {
            context.next();
        } else if (announced(context) > MAX_BYTES) {
            if (request.version() != HttpVersion.HTTP_2) {
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            Problem.answer(context, Problem.bodyTooLarge(MAX_BYTES));
        } else {
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, MAX_BYTES);
            context.next();
        }
    }

    private static long announced(RoutingContext context) {
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
