// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.idempotency.Fingerprint;
import io.muster.platform.idempotency.IdempotencyKeys;
import io.muster.platform.idempotency.Stored;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests that may be repeated: with a key, the second one gets the answer of the first. */
@ApplicationScoped
public class Idempotent {

    private final IdempotencyKeys keys;
    private final ObjectMapper json;

    Idempotent(IdempotencyKeys keys, ObjectMapper json) {
        this.keys = keys;
        this.json = json;
    }

    /**
     * A request as it is told apart from others.
     *
     * @param key the {@code Idempotency-Key}; without one the work is simply done
     * @param operation method and path
     */
    public record Request(TenantId tenant, @Nullable String key, String operation, Object body) {}

    /** Does the work in the caller's transaction, or answers what was answered before. */
    public Uni<Stored> once(SqlConnection connection, Request request, Supplier<Uni<Stored>> work) {
        var key = request.key();
        if (key == null) {
            return work.get();
        }
        var fingerprint = Fingerprint.of(request.operation(), write(request.body()));
        return keys.find(connection, request.tenant(), key, fingerprint)
                .chain(earlier ->
                        earlier.isPresent()
                                ? Uni.createFrom().item(earlier.get())
                                : work.get()
                                        .call(answer ->
                                                keys.store(
                                                        connection,
                                                        request.tenant(),
                                                        key,
                                                        answer)));
    }

    /** An answer with a body. */
    public Stored answer(int status, Object body) {
        return new Stored(status, write(body));
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
