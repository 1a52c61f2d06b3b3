// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.index.FieldValue;
import io.muster.shadow.index.IndexPath;
import io.muster.shadow.index.IndexesInForce;
import io.muster.shadow.index.IndexesInForce.Target;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The values at indexed paths. Which indexes there are is kept in memory; each write compares the
 * count of changes to them with the stored one and is done again with what is stored now when it
 * differs, so that tenants without indexes pay nothing more and no write is missed.
 */
@ApplicationScoped
public class IndexedFields {

    private static final String IN_FORCE =
            """
            SELECT h.changes, i.tenant_id, i.id, i.path FROM shadow_index_head h
            LEFT JOIN shadow_index i ON i.state <> 'DROPPING'
            WHERE h.tenant_id = ''
            """;
    private static final String WRITE =
            """
            WITH input AS (
                SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::boolean[])
                    AS i(tenant_id, index_id, device_id, name, num, str, flag, present)
            ), gone AS (
                DELETE FROM shadow_field f USING input i
                WHERE f.tenant_id = i.tenant_id AND f.index_id = i.index_id
                    AND f.device_id = i.device_id AND f.name = i.name AND NOT i.present
            )
            INSERT INTO shadow_field (tenant_id, index_id, device_id, name, num, str, flag)
            SELECT tenant_id, index_id, device_id, name, CAST(num AS numeric), str, flag FROM input WHERE present
            ON CONFLICT (tenant_id, index_id, device_id, name) DO UPDATE
            SET num = excluded.num, str = excluded.str, flag = excluded.flag
            """;

    private final Database database;
    private volatile Optional<IndexesInForce> known = Optional.empty();

    IndexedFields(Database database) {
        this.database = database;
    }

    /** The indexes as they were known last. */
    Uni<IndexesInForce> inForce() {
        return known.map(Uni.createFrom()::item).orElseGet(this::read);
    }

    /** Reads them again. */
    public Uni<Void> refresh() {
        return read().replaceWithVoid();
    }

    private Uni<IndexesInForce> read() {
        return database.read(connection -> connection.query(IN_FORCE).execute())
                .map(IndexedFields::inForce)
                .invoke(now -> known = Optional.of(now));
    }

    /** Writes them with the shadows, whose rows the transaction has locked. */
    public Uni<Void> write(SqlConnection connection, List<FieldChange> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var columns =
                Columns.of(changes)
                        .text(change -> change.key().tenant().value())
                        .number(FieldChange::index)
                        .text(change -> change.key().device().value())
                        .text(change -> change.key().name().value())
                        .text(change -> number(change.value()))
                        .text(change -> of(change.value(), FieldValue::text))
                        .flag(change -> of(change.value(), FieldValue::flag))
                        .flag(change -> change.value().isPresent());
        return connection.preparedQuery(WRITE).execute(columns.tuple()).replaceWithVoid();
    }

    private static @Nullable String number(Optional<FieldValue> value) {
        return value.map(FieldValue::number).map(BigDecimal::toString).orElse(null);
    }

    private static <T> @Nullable T of(
            Optional<FieldValue> value, Function<FieldValue, @Nullable T> part) {
        return value.map(part).orElse(null);
    }

    private static IndexesInForce inForce(RowSet<Row> rows) {
        var targets =
                StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> row.getString("tenant_id") != null)
                        .collect(
                                groupingBy(
                                        row -> new TenantId(row.getString("tenant_id")),
                                        mapping(IndexedFields::target, toList())));
        return new IndexesInForce(rows.iterator().next().getLong("changes"), targets);
    }

    private static Target target(Row row) {
        return new Target(row.getLong("id"), IndexPath.parse(row.getString("path")).orElseThrow());
    }
}
