// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads a body and keeps no more of it than an enrollment may have. A larger one is read to its end
 * all the same, up to a bound, and thrown away: a client that is still writing when the connection
 * closes would never see the answer.
 */
final class BodyReader {

    private static final int MAX_DRAINED = 4 * 1024 * 1024;

    private final Promise<Buffer> promise = Promise.promise();
    private final Buffer kept = Buffer.buffer();
    private long received;

    private BodyReader() {}

    /** The body was larger than {@link EstBody#MAX_BYTES}. */
    static final class TooLarge extends RuntimeException {

        private TooLarge() {
            super("the body is too large", null, false, false);
        }
    }

    /** Reads the body of a request; fails with {@link TooLarge}, or when the client goes away. */
    static Future<Buffer> read(HttpServerRequest request) {
        var reader = new BodyReader();
        request.handler(reader::add);
        request.endHandler(_ -> reader.end());
        request.exceptionHandler(reader.promise::tryFail);
        return reader.promise.future();
    }

    private void add(Buffer piece) {
        received += piece.length();
        if (received <= EstBody.MAX_BYTES) {
            kept.appendBuffer(piece);
        } else if (received > MAX_DRAINED) {
            promise.tryFail(new TooLarge());
        }
    }

    private void end() {
        if (received <= EstBody.MAX_BYTES) {
            promise.tryComplete(kept);
        } else {
            promise.tryFail(new TooLarge());
        }
    }
}
