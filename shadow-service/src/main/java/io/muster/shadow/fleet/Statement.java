// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.fleet;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement that is put together; all that came from outside is a value of it, never its text.
 */
final class Statement {

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** Adds a text of ours. */
    Statement add(String text) {
        sql.append(text);
        return this;
    }

    /** Adds a value; answers its placeholder. */
    String value(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    /** Adds a condition whose placeholders begin with {@link #free()}. */
    Statement add(String text, List<Object> more) {
        sql.append(text);
        values.addAll(more);
        return this;
    }

    /** The number of the first placeholder that is free. */
    int free() {
        return values.size() + 1;
    }

    String sql() {
        return sql.toString();
    }

    Tuple tuple() {
        return Tuple.tuple(values);
    }
}
