// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.platform.sql.Database;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Sessions for reading the records that are Panache entities; they are written in plain SQL. */
@ApplicationScoped
class Records {

    private final Database database;

    Records(Database database) {
        this.database = database;
    }

    /** Runs work that only reads. */
    <T> Uni<T> read(Supplier<Uni<T>> work) {
        return database.guard(Panache.withSession(work));
    }
}
