// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.echo;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Parses what it is asked and answers with one member of it, which makes the answer as long as a
 * decision. Nothing is decided, and nobody has to show a secret. The route stands where the hooks'
 * does, before all else of the HTTP layer.
 */
@ApplicationScoped
class Echo {

    private static final int BEFORE_EVERYTHING = -10_000;

    void register(@Observes Router router) {
        router.route("/hooks/*").order(BEFORE_EVERYTHING).handler(Echo::answer);
    }

    private static void answer(RoutingContext context) {
        var request = context.request();
        request.body()
                .onSuccess(body ->
                        context.response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                                .end(echo(body)));
        request.resume();
    }

    private static Buffer echo(Buffer body) {
        var asked = body.toJsonObject();
        return new JsonObject().put("result", asked.getString("action")).toBuffer();
    }
}
