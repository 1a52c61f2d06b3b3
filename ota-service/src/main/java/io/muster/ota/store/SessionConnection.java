// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.spi.DatabaseMetadata;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.impl.SqlClientConnection;

/**
 * The connection of a Hibernate Reactive session, so that audit entries and idempotency keys are
 * written in the transaction of the entity they belong to. Only statements with parameters are
 * passed on; the transaction and the connection's life are the session's business.
 */
final class SessionConnection implements SqlConnection {

    private final SqlClientConnection connection;

    private SessionConnection(SqlClientConnection connection) {
        this.connection = connection;
    }

    /** The connection of an open session, as our own stores take it. */
    static io.vertx.mutiny.sqlclient.SqlConnection of(Mutiny.Session session) {
        if (session instanceof MutinySessionImpl open
                && open.getReactiveConnection() instanceof SqlClientConnection connection) {
            return io.vertx.mutiny.sqlclient.SqlConnection.newInstance(
                    new SessionConnection(connection));
        }
        throw new IllegalStateException("the session has another kind of connection");
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return new SessionQuery(connection, sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return preparedQuery(sql);
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return preparedQuery(sql);
    }

    @Override
    public DatabaseMetadata databaseMetadata() {
        return connection.getDatabaseMetadata();
    }

    @Override
    public SqlConnection prepare(String sql, Handler<AsyncResult<PreparedStatement>> handler) {
        throw theSessions();
    }

    @Override
    public Future<PreparedStatement> prepare(String sql) {
        throw theSessions();
    }

    @Override
    public SqlConnection prepare(
            String sql, PrepareOptions options, Handler<AsyncResult<PreparedStatement>> handler) {
        throw theSessions();
    }

    @Override
    public Future<PreparedStatement> prepare(String sql, PrepareOptions options) {
        throw theSessions();
    }

    @Override
    public SqlConnection exceptionHandler(Handler<Throwable> handler) {
        throw theSessions();
    }

    @Override
    public SqlConnection closeHandler(Handler<Void> handler) {
        throw theSessions();
    }

    @Override
    public void begin(Handler<AsyncResult<Transaction>> handler) {
        throw theSessions();
    }

    @Override
    public Future<Transaction> begin() {
        throw theSessions();
    }

    @Override
    public Transaction transaction() {
        throw theSessions();
    }

    @Override
    public boolean isSSL() {
        throw theSessions();
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        throw theSessions();
    }

    @Override
    public Future<Void> close() {
        throw theSessions();
    }

    private static UnsupportedOperationException theSessions() {
        return new UnsupportedOperationException("the session's own business");
    }
}
