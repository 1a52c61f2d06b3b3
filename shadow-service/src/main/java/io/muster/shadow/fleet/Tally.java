// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.fleet;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How many shadows have which value. */
@RegisterForReflection
@Schema(name = "ShadowTally")
public record Tally(
        @Schema(description = "All shadows that were counted.") long total,
        @Schema(description = "The values that most have, at most 100, the most frequent first.")
                List<Group> groups,
        @Schema(description = "Shadows with another value, or a text of more than 512 bytes.")
                long others,
        @Schema(description = "Shadows with no number, text or truth value in that place.")
                long missing) {

    private static final int MOST = 100;
    private static final int MOST_DIGITS = 30;

    /** Comes behind {@code counted}. Each row has the sums over all of them. */
    static final String SELECT =
            """
             SELECT num, str, flag, shadows, sum(shadows) OVER () AS total,
                sum(shadows) FILTER (WHERE present IS NULL) OVER () AS missing
            FROM counted
            ORDER BY num IS NULL AND str IS NULL AND flag IS NULL, shadows DESC, num, str, flag
            LIMIT %d
            """
                    .formatted(MOST);

    /** The groups cannot change after the creation. */
    public Tally {
        groups = List.copyOf(groups);
    }

    /** Shadows of one value. */
    @RegisterForReflection
    @Schema(name = "ShadowTallyGroup")
    public record Group(
            @Schema(
                            implementation = Object.class,
                            description = "A number, a text or a truth value.")
                    Object value,
            long count) {}

    static Tally of(RowSet<Row> rows) {
        var groups = new ArrayList<Group>();
        long total = 0;
        long missing = 0;
        for (var row : rows) {
            total = sum(row, "total");
            missing = sum(row, "missing");
            var value = value(row);
            if (value != null) {
                groups.add(new Group(value, row.getLong("shadows")));
            }
        }
        long shown = groups.stream().mapToLong(Group::count).sum();
        return new Tally(total, groups, total - missing - shown, missing);
    }

    private static @Nullable Object value(Row row) {
        var number = row.getBigDecimal("num");
        if (number != null) {
            return usual(number.stripTrailingZeros());
        }
        var text = row.getString("str");
        return text != null ? text : row.getBoolean("flag");
    }

    /** Hundreds are not spelt with an exponent. */
    private static BigDecimal usual(BigDecimal number) {
        boolean whole = number.scale() < 0 && number.precision() - number.scale() <= MOST_DIGITS;
        return whole ? number.setScale(0) : number;
    }

    private static long sum(Row row, String column) {
        return Objects.requireNonNullElse(row.getBigDecimal(column), BigDecimal.ZERO).longValue();
    }
}
