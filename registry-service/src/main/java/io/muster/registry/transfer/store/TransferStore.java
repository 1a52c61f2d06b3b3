// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.transfer.store;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Offers of devices. */
@ApplicationScoped
public class TransferStore {

    // An offer that ran out makes room for another one.
    private static final String EXPIRE =
            """
            UPDATE transfer SET state = 'EXPIRED', decided_at = expires_at
            WHERE tenant_id = $1 AND device_id = $2 AND state = 'OFFERED' AND expires_at <= $3
            """;
    private static final String INSERT =
            """
            INSERT INTO transfer (tenant_id, device_id, device_uid, to_tenant, code_hash, state, offered_by, expires_at)
            VALUES ($1, $2, $3, $4, $5, 'OFFERED', $6, $7)
            ON CONFLICT DO NOTHING
            RETURNING *
            """;
    private static final String FIND = "SELECT * FROM transfer WHERE transfer_id = $1";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String LIST =
            """
            SELECT * FROM transfer WHERE (tenant_id = $1 OR to_tenant = $1)
                AND ($2::timestamptz IS NULL OR (created_at, transfer_id) < ($2, $3))
            ORDER BY created_at DESC, transfer_id DESC LIMIT $4
            """;
    private static final String DECIDE =
            """
            UPDATE transfer SET state = $3, to_tenant = $4, new_id = $5, decided_by = $6, decided_at = now()
            WHERE tenant_id = $1 AND transfer_id = $2
            RETURNING *
            """;

    /** How long, and to whom, a device is offered: to a tenant or by a code. */
    public record Terms(
            Optional<TenantId> to, Optional<String> codeHash, String actor, Instant until) {}

    /** What was decided, by whom, and what the device is called afterwards. */
    public record Decision(
            TransferState state, Optional<TenantId> to, Optional<DeviceId> newId, String actor) {}

    /** A place in the list. */
    public record Place(OffsetDateTime time, UUID id) {}

    /** Makes an offer; empty when there is one already. */
    public Uni<Optional<Transfer>> insert(
            SqlConnection connection, Device device, Terms terms, Instant now) {
        var identity = device.identity();
        var key = Tuple.of(identity.tenant().value(), identity.device().value(), utc(now));
        var values =
                Tuple.tuple()
                        .addString(identity.tenant().value())
                        .addString(identity.device().value())
                        .addUUID(device.uid())
                        .addString(terms.to().map(TenantId::value).orElse(null))
                        .addString(terms.codeHash().orElse(null))
                        .addString(terms.actor())
                        .addOffsetDateTime(utc(terms.until()));
        return connection
                .preparedQuery(EXPIRE)
                .execute(key)
                .chain(() -> one(connection, INSERT, values));
    }

    public Uni<Optional<Transfer>> find(SqlConnection connection, UUID id) {
        return one(connection, FIND, Tuple.of(id));
    }

    /** Finds an offer and keeps others from deciding it until the transaction ends. */
    public Uni<Optional<Transfer>> lock(SqlConnection connection, UUID id) {
        return one(connection, LOCK, Tuple.of(id));
    }

    /** What a tenant offered and was offered, the newest first, before a place. */
    public Uni<List<Transfer>> list(
            SqlConnection connection, TenantId tenant, @Nullable Place before, int limit) {
        return all(
                connection,
                LIST,
                Tuple.tuple()
                        .addString(tenant.value())
                        .addOffsetDateTime(before == null ? null : before.time())
                        .addUUID(before == null ? null : before.id())
                        .addInteger(limit));
    }

    /** Writes down what was decided of an offer that the caller has locked. */
    public Uni<Transfer> decide(SqlConnection connection, Transfer transfer, Decision decision) {
        var values =
                Tuple.tuple()
                        .addString(transfer.from().value())
                        .addUUID(transfer.id())
                        .addString(decision.state().name())
                        .addString(decision.to().map(TenantId::value).orElse(null))
                        .addString(decision.newId().map(DeviceId::value).orElse(null))
                        .addString(decision.actor());
        return one(connection, DECIDE, values).map(Optional::orElseThrow);
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static Uni<Optional<Transfer>> one(SqlConnection connection, String sql, Tuple values) {
        return all(connection, sql, values).map(found -> found.stream().findFirst());
    }

    private static Uni<List<Transfer>> all(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(TransferStore::transfer).toList());
    }

    private static Transfer transfer(Row row) {
        return new Transfer(
                row.getUUID("transfer_id"),
                new DeviceIdentity(
                        new TenantId(row.getString("tenant_id")),
                        new DeviceId(row.getString("device_id"))),
                row.getUUID("device_uid"),
                Optional.ofNullable(row.getString("to_tenant")).map(TenantId::new),
                Optional.ofNullable(row.getString("code_hash")),
                TransferState.valueOf(row.getString("state")),
                row.getString("offered_by"),
                Optional.ofNullable(row.getString("new_id")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("decided_at"))
                        .map(OffsetDateTime::toInstant));
    }
}
