// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.store;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.enrollment.profile.ProfileLabel;
import io.muster.registry.enrollment.profile.ProfilePath;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Enrollments that a person decides on. */
@ApplicationScoped
public class RequestStore {

    private static final String FIND =
            """
            SELECT * FROM enrollment_request
            WHERE tenant_id = $1 AND label = $2 AND principal = $3 AND csr_sha256 = $4
                AND device_id = $5
            """;
    private static final String INSERT =
            """
            INSERT INTO enrollment_request
                (tenant_id, id, label, principal, csr_sha256, device_id, key_sha256, remote_ip, state)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'PENDING')
            ON CONFLICT DO NOTHING
            """;
    private static final String ROOM =
            """
            SELECT count(*) < $4 AND count(*) FILTER (WHERE principal = $2 OR remote_ip = $3) < $5 AS room
            FROM enrollment_request WHERE tenant_id = $1 AND state = 'PENDING'
            """;
    private static final String LIST =
            """
            SELECT * FROM enrollment_request
            WHERE tenant_id = $1 AND state = $2 AND (created_at, id) > ($3, $4)
            ORDER BY created_at, id LIMIT $5
            """;
    private static final String LOCK =
            "SELECT * FROM enrollment_request WHERE tenant_id = $1 AND id = $2 FOR UPDATE";
    private static final String DECIDE =
            """
            UPDATE enrollment_request SET state = $3, decided_by = $4, decided_at = now()
            WHERE tenant_id = $1 AND id = $2 RETURNING *
            """;
    private static final String USE =
            """
            UPDATE enrollment_request SET state = 'ISSUED', fingerprint = $6
            WHERE tenant_id = $1 AND label = $2 AND principal = $3 AND csr_sha256 = $4
                AND device_id = $5 AND state = 'APPROVED'
            """;
    private static final String FORGET =
            """
            DELETE FROM enrollment_request WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM enrollment_request
                WHERE decided_at < now() - interval '24 hours' OR created_at < now() - interval '30 days'
                LIMIT $1)
            """;

    /** Where a request is on its way. */
    public enum State {
        /** Nobody has decided yet. */
        PENDING,
        /** The device may fetch its certificate. */
        APPROVED,
        /** It may not. */
        REJECTED,
        /** It has fetched the one certificate that the approval was for. */
        ISSUED
    }

    /** Who asks for what. */
    public record Asked(
            ProfilePath profile,
            String principal,
            DeviceIdentity identity,
            Fingerprint csr,
            Fingerprint key,
            String remoteIp) {}

    /** A request as it was recorded. */
    public record Recorded(
            UUID id,
            Asked asked,
            State state,
            Instant at,
            Optional<String> decidedBy,
            Optional<Instant> decidedAt,
            Optional<Fingerprint> certificate) {}

    /** A place in the list, oldest first. */
    public record Place(Instant at, UUID id) {

        /** Before the oldest. */
        public static final Place START = new Place(Instant.EPOCH, new UUID(0, 0));
    }

    /** How many may wait: in the tenant, and of one principal or from one address. */
    public record Bounds(int tenant, int one) {}

    /** Finds what became of the same request. */
    public Uni<Optional<Recorded>> find(SqlConnection connection, Asked asked) {
        return one(connection, FIND, question(asked));
    }

    /** Uses an approval up for a certificate; false when there is none, or none that is left. */
    public Uni<Boolean> use(SqlConnection connection, Asked asked, Fingerprint certificate) {
        return connection
                .preparedQuery(USE)
                .execute(question(asked).addString(certificate.hex()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Whose request it is, and for which device: the same bytes may ask for several. */
    private static Tuple question(Asked asked) {
        return Tuple.of(
                asked.profile().tenant().value(),
                asked.profile().label().value(),
                asked.principal(),
                asked.csr().hex(),
                asked.identity().device().value());
    }

    /** Whether one more may wait. A few may slip in at once; the bound is against floods. */
    public Uni<Boolean> room(SqlConnection connection, Asked asked, Bounds bounds) {
        var values =
                Tuple.of(
                        asked.profile().tenant().value(),
                        asked.principal(),
                        asked.remoteIp(),
                        bounds.tenant(),
                        bounds.one());
        return connection
                .preparedQuery(ROOM)
                .execute(values)
                .map(rows -> rows.iterator().next().getBoolean("room"));
    }

    /** Keeps a request; false when it is there already. */
    public Uni<Boolean> insert(SqlConnection connection, Asked asked) {
        var row =
                Tuple.tuple()
                        .addString(asked.profile().tenant().value())
                        .addUUID(UUID.randomUUID())
                        .addString(asked.profile().label().value())
                        .addString(asked.principal())
                        .addString(asked.csr().hex())
                        .addString(asked.identity().device().value())
                        .addString(asked.key().hex())
                        .addString(asked.remoteIp());
        return connection.preparedQuery(INSERT).execute(row).map(rows -> rows.rowCount() == 1);
    }

    /** Lists the requests of a state after a place, oldest first. */
    public Uni<List<Recorded>> list(
            SqlConnection connection, TenantId tenant, State state, Place after, int limit) {
        var values =
                Tuple.of(
                        tenant.value(),
                        state.name(),
                        after.at().atOffset(ZoneOffset.UTC),
                        after.id(),
                        limit);
        return connection
                .preparedQuery(LIST)
                .execute(values)
                .map(rows -> rows.stream().map(RequestStore::recorded).toList());
    }

    /** Finds a request and keeps others from deciding on it. */
    public Uni<Optional<Recorded>> lock(SqlConnection connection, TenantId tenant, UUID id) {
        return one(connection, LOCK, Tuple.of(tenant.value(), id));
    }

    /** Writes a decision down. */
    public Uni<Recorded> decide(
            SqlConnection connection, TenantId tenant, UUID id, State state, String actor) {
        return one(connection, DECIDE, Tuple.of(tenant.value(), id, state.name(), actor))
                .map(Optional::orElseThrow);
    }

    /**
     * Forgets some of what was decided a day ago, and of what nobody decided in a month; answers
     * how many.
     */
    public Uni<Integer> forgetOld(SqlConnection connection, int limit) {
        return connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(limit))
                .map(rows -> rows.rowCount());
    }

    private static Uni<Optional<Recorded>> one(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().findFirst().map(RequestStore::recorded));
    }

    private static Recorded recorded(Row row) {
        var tenant = new TenantId(row.getString("tenant_id"));
        var asked =
                new Asked(
                        new ProfilePath(tenant, new ProfileLabel(row.getString("label"))),
                        row.getString("principal"),
                        new DeviceIdentity(tenant, new DeviceId(row.getString("device_id"))),
                        new Fingerprint(row.getString("csr_sha256")),
                        new Fingerprint(row.getString("key_sha256")),
                        row.getString("remote_ip"));
        return new Recorded(
                row.getUUID("id"),
                asked,
                State.valueOf(row.getString("state")),
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getString("decided_by")),
                Optional.ofNullable(row.getOffsetDateTime("decided_at"))
                        .map(decided -> decided.toInstant()),
                Optional.ofNullable(row.getString("fingerprint")).map(Fingerprint::new));
    }
}
