// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Ownership tokens, by their hashes. A certificate has one at a time. */
@ApplicationScoped
class OwnershipStore {

    /** Who was seen with a certificate has it: nobody needs to say so. */
    private static final String PUT =
            """
            INSERT INTO ownership_token (tenant_id, fingerprint, token_sha256, client_id, claim_id, device_id, expires_at, used_at)
            VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7),
                (SELECT now() FROM device WHERE tenant_id = $1 AND id = $6 AND state = 'ACTIVE'))
            ON CONFLICT (tenant_id, fingerprint) DO UPDATE SET token_sha256 = excluded.token_sha256, client_id = excluded.client_id
            """;

    private static final String USE =
            """
            UPDATE ownership_token SET used_at = coalesce(used_at, now())
            WHERE tenant_id = $1 AND token_sha256 = $2 AND client_id = $3 AND claim_id = $4
                AND (expires_at > now() OR used_at IS NOT NULL)
            RETURNING device_id
            """;
    private static final String OVERDUE =
            """
            SELECT tenant_id, fingerprint, device_id FROM ownership_token
            WHERE expires_at <= now() AND used_at IS NULL ORDER BY expires_at LIMIT $1
            """;
    private static final String END =
            """
            DELETE FROM ownership_token
            WHERE tenant_id = $1 AND fingerprint = $2 AND expires_at <= now() AND used_at IS NULL
            """;

    /** A request gets the same answer for a day: its certificate must not begin anew meanwhile. */
    private static final String FORGET_USED =
            """
            DELETE FROM ownership_token WHERE (tenant_id, fingerprint) IN (
                SELECT tenant_id, fingerprint FROM ownership_token
                WHERE expires_at <= now() - interval '1 day' AND used_at IS NOT NULL LIMIT $1)
            """;

    /** A certificate that somebody has to own up to. */
    record Unclaimed(DeviceIdentity identity, Fingerprint certificate) {}

    /** Keeps a token; the time of a certificate does not begin again with another token. */
    Uni<Void> put(
            SqlConnection connection,
            ClaimTopic owner,
            Unclaimed unclaimed,
            Fingerprint token,
            Duration lifetime) {
        var row =
                Tuple.tuple()
                        .addString(unclaimed.identity().tenant().value())
                        .addString(unclaimed.certificate().hex())
                        .addString(token.hex())
                        .addString(owner.client())
                        .addUUID(owner.claim().id())
                        .addString(unclaimed.identity().device().value())
                        .addDouble((double) lifetime.toSeconds());
        return connection.preparedQuery(PUT).execute(row).replaceWithVoid();
    }

    /** Uses a token, once or again; empty when it is not this client's, or its time is over. */
    Uni<Optional<DeviceId>> use(SqlConnection connection, ClaimTopic owner, Fingerprint token) {
        var claim = owner.claim();
        return connection
                .preparedQuery(USE)
                .execute(Tuple.of(claim.tenant().value(), token.hex(), owner.client(), claim.id()))
                .map(rows ->
                        rows.stream()
                                .findFirst()
                                .map(row -> new DeviceId(row.getString("device_id"))));
    }

    /** Some certificates that nobody has owned up to in time, the oldest first. */
    Uni<List<Unclaimed>> overdue(SqlConnection connection, int limit) {
        return connection
                .preparedQuery(OVERDUE)
                .execute(Tuple.of(limit))
                .map(rows ->
                        rows.stream()
                                .map(row ->
                                        new Unclaimed(
                                                new DeviceIdentity(
                                                        new TenantId(row.getString("tenant_id")),
                                                        new DeviceId(row.getString("device_id"))),
                                                new Fingerprint(row.getString("fingerprint"))))
                                .toList());
    }

    /** Ends the time of a certificate; false when somebody has owned up to it, or it is over. */
    Uni<Boolean> end(SqlConnection connection, Unclaimed over) {
        return connection
                .preparedQuery(END)
                .execute(Tuple.of(over.identity().tenant().value(), over.certificate().hex()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Forgets some that were owned up to long ago; answers how many. */
    Uni<Integer> forgetUsed(SqlConnection connection, int limit) {
        return connection
                .preparedQuery(FORGET_USED)
                .execute(Tuple.of(limit))
                .map(rows -> rows.rowCount());
    }
}
