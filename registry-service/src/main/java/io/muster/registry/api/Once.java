// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.api;

import io.muster.platform.idempotency.IdempotencyKeys;
import io.muster.platform.idempotency.Stored;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does what a request asks for once, however often it is sent with the same key. */
@ApplicationScoped
public class Once {

    private final IdempotencyKeys keys;

    Once(IdempotencyKeys keys) {
        this.keys = keys;
    }

    /**
     * A request that may be repeated.
     *
     * @param key the {@code Idempotency-Key}; null when the request has none
     * @param fingerprint of operation and body
     */
    public record Request(TenantId tenant, @Nullable String key, String fingerprint) {}

    /** Does the work in the caller's transaction, or answers as the first request was answered. */
    public Uni<Stored> run(SqlConnection connection, Request request, Supplier<Uni<Stored>> work) {
        var key = request.key();
        return key == null
                ? work.get()
                : keys.find(connection, request.tenant(), key, request.fingerprint())
                        .chain(earlier ->
                                earlier.map(stored -> Uni.createFrom().item(stored))
                                        .orElseGet(() ->
                                                work.get()
                                                        .call(answer ->
                                                                keys.store(
                                                                        connection,
                                                                        request.tenant(),
                                                                        key,
                                                                        answer))));
    }
}
