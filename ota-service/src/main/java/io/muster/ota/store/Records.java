// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.platform.sql.Database;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sessions and transactions for the records that are Panache entities. */
@ApplicationScoped
public class Records {

    private final Database database;

    Records(Database database) {
        this.database = database;
    }

    /**
     * Runs work in a transaction that entities share with everything written on the connection it
     * is given: the audit entry, the idempotency key.
     */
    public <T> Uni<T> transaction(Function<SqlConnection, Uni<T>> work) {
        return database.guard(
                Panache.withTransaction(
                        () -> Panache.getSession().map(SessionConnection::of).chain(work::apply)));
    }

    /** Runs work that only reads. */
    <T> Uni<T> read(Supplier<Uni<T>> work) {
        return database.guard(Panache.withSession(work));
    }
}
