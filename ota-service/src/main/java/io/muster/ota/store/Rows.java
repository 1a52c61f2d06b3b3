// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** From the driver's rows and times to ours. */
final class Rows {

    private Rows() {}

    static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapper) {
        var list = new ArrayList<T>(rows.size());
        rows.forEach(row -> list.add(mapper.apply(row)));
        return list;
    }

    static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> mapper) {
        var row = rows.iterator();
        return row.hasNext() ? Optional.of(mapper.apply(row.next())) : Optional.empty();
    }

    static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    static Optional<Instant> time(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Null where there is no time; the driver's tuples take nulls and our code does not. */
    @SuppressWarnings("NullAway") // The driver is not annotated and documents that nulls are fine.
    static OffsetDateTime utc(Optional<Instant> instant) {
        return instant.map(Rows::utc).orElse(null);
    }
}
