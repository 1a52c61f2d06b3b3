// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.idempotency.Fingerprint;
import io.muster.platform.idempotency.IdempotencyKeys;
import io.muster.platform.idempotency.Stored;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.sql.Database;
import io.muster.registry.enrollment.ClaimTokens.Minted;
import io.muster.registry.enrollment.ClaimTokens.Order;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Requests for claim tokens. A repeated one makes no second token, but it can't be given the first
 * one's secret either: that is kept nowhere.
 */
@ApplicationScoped
class ClaimTokenRequests {

    private static final Stored SHOWN = new Stored(201, "");

    private final Database database;
    private final IdempotencyKeys keys;
    private final ClaimTokens tokens;

    ClaimTokenRequests(Database database, IdempotencyKeys keys, ClaimTokens tokens) {
        this.database = database;
        this.keys = keys;
        this.tokens = tokens;
    }

    Uni<List<Minted>> create(Order order, Optional<String> key) {
        return database.transaction(connection ->
                key.map(once -> once(connection, order, once))
                        .orElseGet(() -> tokens.create(connection, order)));
    }

    private Uni<List<Minted>> once(SqlConnection connection, Order order, String key) {
        var tenant = order.profile().tenant();
        return keys.find(connection, tenant, key, fingerprint(order))
                .chain(earlier ->
                        earlier.isPresent()
                                ? Uni.createFrom().failure(alreadyShown())
                                : tokens.create(connection, order))
                .call(() -> keys.store(connection, tenant, key, SHOWN));
    }

    private static String fingerprint(Order order) {
        var operation = "POST /api/v1/enrollment-profiles/" + order.profile().label() + "/tokens";
        var what =
                List.of(
                        order.scope().device(),
                        order.scope().pattern(),
                        order.scope().networks().texts(),
                        order.count(),
                        order.maxUses(),
                        order.lifetime());
        return Fingerprint.of(operation, what.toString());
    }

    private static ProblemException alreadyShown() {
        return ProblemException.of(
                409,
                "secret-already-shown",
                "The secret was shown already",
                "The tokens of this request were made and shown once; ask for new ones.");
    }
}
