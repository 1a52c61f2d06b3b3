// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a statement that handles many rows at once: one array per column, taken apart
 * by {@code unnest}.
 */
final class Columns<T> {

    private final List<T> rows;
    private final io.vertx.sqlclient.Tuple tuple = io.vertx.sqlclient.Tuple.tuple();

    private Columns(List<T> rows) {
        this.rows = rows;
    }

    static <T> Columns<T> of(List<T> rows) {
        return new Columns<>(rows);
    }

    Columns<T> text(Function<T, @Nullable String> value) {
        tuple.addArrayOfString(rows.stream().map(value).toArray(String[]::new));
        return this;
    }

    Columns<T> number(ToLongFunction<T> value) {
        tuple.addArrayOfLong(rows.stream().map(value::applyAsLong).toArray(Long[]::new));
        return this;
    }

    Columns<T> flag(Function<T, @Nullable Boolean> value) {
        tuple.addArrayOfBoolean(rows.stream().map(value).toArray(Boolean[]::new));
        return this;
    }

    Columns<T> bytes(Function<T, byte @Nullable []> value) {
        var buffers = rows.stream().map(value).map(Columns::buffer).toArray(Buffer[]::new);
        tuple.addArrayOfBuffer(buffers);
        return this;
    }

    Columns<T> time(Function<T, @Nullable Instant> value) {
        var times = rows.stream().map(value).map(Rows::utc).toArray(OffsetDateTime[]::new);
        tuple.addArrayOfOffsetDateTime(times);
        return this;
    }

    private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }

    Tuple tuple() {
        return Tuple.newInstance(tuple);
    }
}
