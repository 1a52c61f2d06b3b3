// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.http;

import io.muster.platform.problem.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Problems on routes that are not REST resources. */
public final class Problem {

    private Problem() {}

    /** Answers with the problem and ends the response. */
    public static void answer(RoutingContext context, ProblemException problem) {
        var body =
                new JsonObject()
                        .put("type", String.valueOf(problem.getType()))
                        .put("title", problem.getTitle())
                        .put("status", problem.getStatusCode())
                        .put("detail", problem.getDetail());
        context.response()
                .setStatusCode(problem.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(body.toBuffer());
    }
}
