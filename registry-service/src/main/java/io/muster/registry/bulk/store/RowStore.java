// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.store;

import io.muster.registry.bulk.store.RowOutcome.Failure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of jobs. They are written and read hundreds at a time, a column each. */
@ApplicationScoped
public class RowStore {

    private static final String INSERT =
            """
            INSERT INTO bulk_row (tenant_id, job_id, row_no, body)
            SELECT $1, $2, $3 + at, body FROM unnest($4::text[]) WITH ORDINALITY AS given (body, at)
            """;
    private static final String NEXT =
            """
            SELECT row_no, body FROM bulk_row WHERE tenant_id = $1 AND job_id = $2 AND row_no > $3 AND result IS NULL
            ORDER BY row_no LIMIT $4
            """;
    // What went well is never sent again: its body is of no more use, and names what it may. A
    // secret is not kept at all.
    private static final String FINISH =
            """
            UPDATE bulk_row b SET result = r.result, device_id = r.device, code = r.code, pointer = r.pointer,
                message = r.message, answer = r.answer,
                body = CASE WHEN r.result = 'FAILED' AND r.code <> 'secret-refused' THEN b.body ELSE '' END
            FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
                AS r (row_no, result, device, code, pointer, message, answer)
            WHERE b.tenant_id = $1 AND b.job_id = $2 AND b.row_no = r.row_no
            """;
    private static final String LIST =
            """
            SELECT row_no, result, device_id, code, pointer, message, answer FROM bulk_row
            WHERE tenant_id = $1 AND job_id = $2 AND row_no > $3 AND result IS NOT NULL AND ($4::text IS NULL OR result = $4)
            ORDER BY row_no LIMIT $5
            """;
    private static final String FAILED =
            """
            SELECT row_no, body, code, pointer, message FROM bulk_row
            WHERE tenant_id = $1 AND job_id = $2 AND row_no > $3 AND result = 'FAILED' AND body <> ''
            ORDER BY row_no LIMIT $4
            """;
    private static final String DELETE =
            """
            DELETE FROM bulk_row WHERE tenant_id = $1 AND job_id = $2 AND row_no IN (
                SELECT row_no FROM bulk_row WHERE tenant_id = $1 AND job_id = $2 LIMIT $3)
            """;

    /** A row that failed, as it was sent, and why. */
    public record FailedRow(BulkRow row, Failure failure) {}

    /** Keeps rows that come after so many. */
    public Uni<Void> insert(
            SqlConnection connection, BulkJob job, long after, List<String> bodies) {
        return connection
                .preparedQuery(INSERT)
                .execute(key(job).addLong(after).addArrayOfString(bodies.toArray(String[]::new)))
                .replaceWithVoid();
    }

    /** The rows that come next. */
    public Uni<List<BulkRow>> next(SqlConnection connection, BulkJob job, int limit) {
        return all(
                connection,
                NEXT,
                key(job).addLong(job.mark().place()).addInteger(limit),
                RowStore::row);
    }

    /** Says what became of rows. */
    public Uni<Void> finish(SqlConnection connection, BulkJob job, List<RowOutcome> outcomes) {
        var failures = outcomes.stream().map(RowOutcome::failure).toList();
        var values =
                key(job).addArrayOfLong(outcomes.stream().map(RowOutcome::row).toArray(Long[]::new))
                        .addArrayOfString(texts(outcomes, outcome -> outcome.result().name()))
                        .addArrayOfString(texts(outcomes, outcome -> orNull(outcome.device())))
                        .addArrayOfString(texts(failures, why -> orNull(why.map(Failure::code))))
                        .addArrayOfString(texts(failures, why -> orNull(why.map(Failure::pointer))))
                        .addArrayOfString(texts(failures, why -> orNull(why.map(Failure::message))))
                        .addArrayOfString(texts(outcomes, outcome -> orNull(outcome.answer())));
        return connection.preparedQuery(FINISH).execute(values).replaceWithVoid();
    }

    private static <T> String[] texts(List<T> of, Function<T, @Nullable String> value) {
        return of.stream().map(value).toArray(String[]::new);
    }

    private static @Nullable String orNull(Optional<String> text) {
        return text.orElse(null);
    }

    /** What became of the rows after one, those of one result or all. */
    public Uni<List<RowOutcome>> list(
            SqlConnection connection, BulkJob job, @Nullable RowResult of, long after, int limit) {
        var values =
                key(job).addLong(after).addString(of == null ? null : of.name()).addInteger(limit);
        return all(connection, LIST, values, RowStore::outcome);
    }

    /** The rows after one that failed, as they were sent. */
    public Uni<List<FailedRow>> failed(
            SqlConnection connection, BulkJob job, long after, int limit) {
        return all(
                connection,
                FAILED,
                key(job).addLong(after).addInteger(limit),
                row -> new FailedRow(row(row), failure(row).orElseThrow()));
    }

    /** Deletes some rows of a job and answers how many. */
    public Uni<Integer> delete(SqlConnection connection, BulkJob job, int limit) {
        return connection
                .preparedQuery(DELETE)
                .execute(key(job).addInteger(limit))
                .map(rows -> rows.rowCount());
    }

    private static Tuple key(BulkJob job) {
        return Tuple.tuple().addString(job.tenant().value()).addUUID(job.id());
    }

    private static BulkRow row(Row row) {
        return new BulkRow(row.getLong("row_no"), row.getString("body"));
    }

    private static RowOutcome outcome(Row row) {
        return new RowOutcome(
                row.getLong("row_no"),
                RowResult.valueOf(row.getString("result")),
                Optional.ofNullable(row.getString("device_id")),
                failure(row),
                Optional.ofNullable(row.getString("answer")));
    }

    private static Optional<Failure> failure(Row row) {
        return Optional.ofNullable(row.getString("code"))
                .map(code -> new Failure(code, row.getString("pointer"), row.getString("message")));
    }

    private static <T> Uni<List<T>> all(
            SqlConnection connection, String sql, Tuple values, Function<Row, T> reader) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(reader).toList());
    }
}
