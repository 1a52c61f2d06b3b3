// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers a request that announces a body beyond the limit; Quarkus would do so as well, without a
 * word.
 */
@Singleton
class BodyLimit {

    /** Quarkus' own check runs at order -2; the greater the number here, the earlier. */
    private static final int BEFORE_QUARKUS = 10;

    private final long maxBytes;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.maxBytes = limit.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_QUARKUS);
    }

    private void check(RoutingContext context) {
        if (announced(context) > maxBytes) {
            refuse(context);
        } else {
            context.next();
        }
    }

    /** The announced length; a malformed one never comes here, HTTP itself refuses it. */
    private static long announced(RoutingContext context) {
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private void refuse(RoutingContext context) {
        var problem = Problems.tooLarge("A body may have at most " + maxBytes + " bytes.");
        var body =
                new JsonObject()
                        .put("type", problem.getType().toString())
                        .put("status", problem.getStatusCode())
                        .put("title", problem.getTitle())
                        .put("detail", problem.getDetail());
        context.response()
                .setStatusCode(problem.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                // The body is still on its way and nobody will read it.
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(body.toBuffer());
    }
}
