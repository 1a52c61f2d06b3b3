// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers a request that announces a body beyond the limit, before anything of it is read. Quarkus
 * would do so as well, without a word. Paths whose own code measures what it streams are left to
 * it.
 */
@Singleton
class BodyLimit {

    /** Quarkus' own check runs at order -2; the greater the number here, the earlier. */
    private static final int BEFORE_QUARKUS = 10;

    private final long maxBytes;
    private final Set<String> streamed;

    BodyLimit(
            @ConfigProperty(name = "muster.http.max-body-size") MemorySize limit,
            @ConfigProperty(name = "muster.http.streamed-paths") Optional<Set<String>> streamed) {
        this.maxBytes = limit.asLongValue();
        this.streamed = streamed.orElse(Set.of());
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_QUARKUS);
    }

    private void check(RoutingContext context) {
        if (announced(context) > maxBytes && !streamed.contains(context.request().path())) {
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
        var problem = Problems.bodyTooLarge(maxBytes);
        var body =
                new JsonObject()
                        .put("type", problem.getType().toString())
                        .put("status", problem.getStatusCode())
                        .put("title", problem.getTitle())
                        .put("detail", problem.getDetail());
        if (context.request().version() != HttpVersion.HTTP_2) {
            // The body is still on its way and nobody will read it. HTTP/2 ends the stream alone,
            // and a response with this header would be malformed there.
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        context.response()
                .setStatusCode(problem.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(body.toBuffer());
    }
}
