// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.hook;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body up to a limit. A larger one is read to its end and thrown away, since an answer sent
 * too early may not be seen by a sender that is still sending; one without end is cut off.
 */
public final class BodyReader {

    private static final long MAX_READ = 8 * 1024 * 1024;

    private final HttpServerRequest request;
    private final int maxKept;
    private @Nullable Buffer kept = Buffer.buffer();
    private long read;

    private BodyReader(HttpServerRequest request, int maxKept) {
        this.request = request;
        this.maxKept = maxKept;
    }

    /** Hands over the body, or nothing when it had more bytes than are to be kept. */
    public static void read(
            HttpServerRequest request, int maxKept, Consumer<Optional<Buffer>> then) {
        var reader = new BodyReader(request, maxKept);
        request.handler(reader::take);
        request.endHandler(_ -> then.accept(Optional.ofNullable(reader.kept)));
        request.resume();
    }

    private void take(Buffer part) {
        read += part.length();
        if (read > MAX_READ) {
            request.connection().close();
        } else if (kept != null && read <= maxKept) {
            kept.appendBuffer(part);
        } else {
            kept = null;
        }
    }
}
