// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;
import org.hibernate.reactive.pool.impl.SqlClientConnection;

/** One statement on the connection of a session. */
final class SessionQuery implements PreparedQuery<RowSet<Row>> {

    private final SqlClientConnection connection;
    private final String sql;

    SessionQuery(SqlClientConnection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
    }

    @Override
    public Future<RowSet<Row>> execute(Tuple parameters) {
        return Future.fromCompletionStage(connection.preparedQuery(sql, parameters));
    }

    @Override
    public Future<RowSet<Row>> execute() {
        return Future.fromCompletionStage(connection.preparedQuery(sql));
    }

    @Override
    public Future<RowSet<Row>> executeBatch(List<Tuple> batch) {
        return Future.fromCompletionStage(connection.preparedQueryBatch(sql, batch));
    }

    @Override
    public void execute(Tuple parameters, Handler<AsyncResult<RowSet<Row>>> handler) {
        execute(parameters).onComplete(handler);
    }

    @Override
    public void execute(Handler<AsyncResult<RowSet<Row>>> handler) {
        execute().onComplete(handler);
    }

    @Override
    public void executeBatch(List<Tuple> batch, Handler<AsyncResult<RowSet<Row>>> handler) {
        executeBatch(batch).onComplete(handler);
    }

    @Override
    public <R> PreparedQuery<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
        throw new UnsupportedOperationException("map the rows instead");
    }

    @Override
    public <U> PreparedQuery<RowSet<U>> mapping(Function<Row, U> mapper) {
        throw new UnsupportedOperationException("map the rows instead");
    }
}
