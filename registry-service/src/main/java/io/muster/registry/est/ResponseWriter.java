// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Writes an answer with exactly its headers. Vert.x would add two of its own in lower case, which
 * libest does not recognise, so both are set here: the length before it looks, and {@code
 * Connection} after it has.
 */
final class ResponseWriter {

    private static final String CONTENT_LENGTH = "Content-Length";
    private static final String CONNECTION = "Connection";
    private static final int NO_CONTENT = 204;

    private ResponseWriter() {}

    static void write(HttpServerRequest request, EstResponse answer) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(header -> response.putHeader(header.name(), header.value()));
        response.putHeader(CONTENT_LENGTH, Integer.toString(answer.body().length()));
        response.headersEndHandler(_ -> canonical(response, answer));
        response.end(answer.body());
    }

    private static void canonical(HttpServerResponse response, EstResponse answer) {
        var connection = response.headers().get(CONNECTION);
        if (connection != null) {
            response.headers().set(CONNECTION, connection);
        }
        if (answer.status() == NO_CONTENT) {
            response.headers().remove(CONTENT_LENGTH);
        }
    }
}
