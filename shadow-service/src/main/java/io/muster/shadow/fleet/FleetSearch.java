// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.fleet;

import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.query.Filter;
import io.muster.platform.sql.Database;
import io.muster.platform.sql.SqlFailure;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.index.ShadowIndex;
import io.muster.shadow.store.Connection;
import io.muster.shadow.store.Rows;
import io.muster.shadow.store.ShadowKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds and counts shadows, as they and their indexes are at one moment: a write that was answered
 * before the question is seen.
 */
@ApplicationScoped
public class FleetSearch {

    private static final String TABLES =
            """
             FROM shadow s
            LEFT JOIN device_connection c ON c.tenant_id = s.tenant_id AND c.device_id = s.device_id
            """;
    private static final int SCANS_AT_A_TIME = 2;
    private static final String BOUND = "SET LOCAL statement_timeout = 10000";

    private final Database database;
    private final IndexTable indexes;
    private final Cursors cursors;
    private final Clock clock;
    private final Semaphore scans = new Semaphore(SCANS_AT_A_TIME);

    FleetSearch(Database database, IndexTable indexes, Cursors cursors, Clock clock) {
        this.database = database;
        this.indexes = indexes;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** A shadow that was looked for. */
    public record Found(ShadowKey key, ShadowDocument document, Connection connection) {}

    /**
     * A page of the shadows in an order.
     *
     * @param sort a column, perhaps behind a minus sign; null for the order of devices
     */
    public Uni<Page<Found>> find(FleetQuery query, @Nullable String sort, PageRequest request) {
        var order = SearchOrder.parse(sort);
        var scope = "shadows by " + order + " where " + query.filter();
        var after = cursors.open(query.tenant(), scope, request);
        return find(query, order, after, request.fetch())
                .map(found ->
                        cursors.page(
                                query.tenant(),
                                scope,
                                request,
                                found,
                                each -> order.place(each.key(), each.document())));
    }

    private Uni<List<Found>> find(
            FleetQuery query, SearchOrder order, Optional<Cursor> after, int limit) {
        return ask(
                query,
                fields -> {
                    var statement = new Statement();
                    statement.add(
                            "SELECT s.*, c.connected, c.since AS connection_since,"
                                    + " c.reason AS connection_reason");
                    where(statement.add(TABLES), query, fields);
                    after.ifPresent(
                            place -> statement.add(" AND " + order.after(place, statement::value)));
                    statement.add(" ORDER BY " + order.sql());
                    return statement.add(" LIMIT " + statement.value(limit));
                },
                FleetSearch::found);
    }

    /** Counts shadows by what they have in a place. */
    public Uni<Tally> count(FleetQuery query, String groupBy) {
        return ask(query, fields -> counting(query, fields, groupBy), Tally::of);
    }

    private Statement counting(FleetQuery query, FleetFields fields, String groupBy) {
        var source =
                fields.source(groupBy)
                        .orElseThrow(() ->
                                Problems.invalid(
                                        "groupBy is a path into desired, reported or tags, or one of"
                                                + " device, name, sync/state and presence/state."));
        var statement = new Statement();
        statement.add(
                "WITH counted AS (SELECT f.num, f.str, f.flag, f.present, count(*) AS shadows");
        statement.add(TABLES).add("LEFT JOIN LATERAL (SELECT f.*, true AS present FROM ");
        statement.add(source.from(statement::value));
        statement.add(" WHERE " + source.condition() + ") f ON true");
        where(statement, query, fields);
        return statement.add(" GROUP BY f.num, f.str, f.flag, f.present)").add(Tally.SELECT);
    }

    private void where(Statement statement, FleetQuery query, FleetFields fields) {
        statement.add(" WHERE s.tenant_id = " + statement.value(query.tenant().value()));
        var filter =
                Filter.parse(query.filter(), fields.toFields(), clock.instant(), statement.free());
        statement.add(" AND NOT s.deleted AND " + filter.sql(), filter.values());
    }

    /** Indexes are looked up and asked in one state of the database. */
    private <T> Uni<T> ask(
            FleetQuery query,
            Function<FleetFields, Statement> writer,
            Function<RowSet<Row>, T> reader) {
        if (!query.allowScan()) {
            return answer(query, writer, reader);
        }
        return Uni.createFrom()
                .deferred(() ->
                        scans.tryAcquire()
                                ? answer(query, writer, reader)
                                        .onTermination()
                                        .invoke(() -> scans.release())
                                : Uni.createFrom().failure(crowded()));
    }

    private static RuntimeException crowded() {
        return Problems.tooManyRequests(
                "Other searches with allowScan are running.", Duration.ofSeconds(1));
    }

    private <T> Uni<T> answer(
            FleetQuery query,
            Function<FleetFields, Statement> writer,
            Function<RowSet<Row>, T> reader) {
        return database.snapshot(connection ->
                        bounded(connection, query)
                                .map(writer)
                                .chain(statement -> run(connection, statement))
                                .map(reader)
                                .toMulti())
                .toUni()
                .onFailure(SqlFailure::tookTooLong)
                .transform(_ ->
                        Problems.unprocessable(
                                "The search takes more than ten seconds: have what it compares"
                                        + " indexed, or ask for less."));
    }

    private Uni<FleetFields> bounded(SqlConnection connection, FleetQuery query) {
        return connection
                .query(BOUND)
                .execute()
                .chain(() -> indexes.list(connection, query.tenant()))
                .map(found ->
                        found.stream()
                                .filter(index -> index.state() != ShadowIndex.State.DROPPING)
                                .toList())
                .map(found -> new FleetFields(found, query.allowScan()));
    }

    private static Uni<RowSet<Row>> run(SqlConnection connection, Statement statement) {
        return connection.preparedQuery(statement.sql()).execute(statement.tuple());
    }

    private static List<Found> found(RowSet<Row> rows) {
        return rows.stream().map(FleetSearch::found).flatMap(Optional::stream).toList();
    }

    private static Optional<Found> found(Row row) {
        var stored = Rows.stored(row);
        return stored.shadow() instanceof ShadowDocument document
                ? Optional.of(new Found(Rows.key(row), document, stored.connection()))
                : Optional.empty();
    }
}
