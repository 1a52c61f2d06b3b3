// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.idempotency.Fingerprint;
import io.muster.platform.idempotency.IdempotencyKeys;
import io.muster.platform.idempotency.Stored;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.sql.Database;
import io.muster.registry.enrollment.ClaimTokens.Minted;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
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

    /** Who asks for what. */
    record TokenRequest(DeviceIdentity identity, EnrollmentProfile profile, String actor) {}

    Uni<Minted> create(TokenRequest request, Optional<String> key) {
        return database.transaction(connection ->
                key.map(once -> once(connection, request, once))
                        .orElseGet(() -> mint(connection, request)));
    }

    private Uni<Minted> once(SqlConnection connection, TokenRequest request, String key) {
        var tenant = request.identity().tenant();
        var operation = "POST /api/v1/enrollment-profiles/" + request.profile().name() + "/tokens";
        var fingerprint = Fingerprint.of(operation, request.identity().device().value());
        return keys.find(connection, tenant, key, fingerprint)
                .onItem()
                .transformToUni(earlier ->
                        earlier.isPresent()
                                ? Uni.createFrom().failure(alreadyShown())
                                : mint(connection, request))
                .call(() -> keys.store(connection, tenant, key, SHOWN));
    }

    private Uni<Minted> mint(SqlConnection connection, TokenRequest request) {
        return tokens.create(connection, request.identity(), request.profile(), request.actor());
    }

    private static ProblemException alreadyShown() {
        return ProblemException.of(
                409,
                "secret-already-shown",
                "The secret was shown already",
                "The tokens of this request were made and shown once; ask for new ones.");
    }
}
