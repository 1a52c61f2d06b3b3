// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that turns out to be beyond the limit while it is read, because its sender did not
 * announce its size. It is read on and thrown away up to a bound, since a sender that is still
 * sending may not look for an answer; one without end is cut off.
 */
@Provider
@Singleton
public final class UnannouncedBodyLimit implements ReaderInterceptor {

    /** Below {@code quarkus.http.limits.max-body-size}, where Quarkus cuts off without a word. */
    private static final int MAX_THROWN_AWAY = 8 * 1024 * 1024;

    private static final int PIECE = 16 * 1024;

    private final int maxBytes;
    private final CurrentVertxRequest current;

    UnannouncedBodyLimit(
            @ConfigProperty(name = "muster.http.max-body-size") MemorySize limit,
            CurrentVertxRequest current) {
        this.maxBytes = Math.toIntExact(limit.asLongValue());
        this.current = current;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (!context.getHeaders().containsKey(HttpHeaders.CONTENT_LENGTH)) {
            context.setInputStream(new ByteArrayInputStream(measured(context.getInputStream())));
        }
        return context.proceed();
    }

    private byte[] measured(InputStream body) throws IOException {
        var bytes = body.readNBytes(maxBytes + 1);
        if (bytes.length <= maxBytes) {
            return bytes;
        }
        var problem = Problems.bodyTooLarge(maxBytes);
        throw endsSoon(body) || current.getCurrent().request().version() == HttpVersion.HTTP_2
                ? problem
                : problem.withHeader("Connection", "close");
    }

    private static boolean endsSoon(InputStream body) throws IOException {
        var piece = new byte[PIECE];
        for (int read = 0, some; read < MAX_THROWN_AWAY; read += some) {
            some = body.read(piece);
            if (some < 0) {
                return true;
            }
        }
        return false;
    }
}
