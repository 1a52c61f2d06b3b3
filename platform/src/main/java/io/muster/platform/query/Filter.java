// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

import cz.jirutka.rsql.parser.RSQLParser;
import cz.jirutka.rsql.parser.RSQLParserException;
import cz.jirutka.rsql.parser.ast.Node;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A filter of a list, as SQL.
 *
 * @param sql a condition to be joined with others by AND; null counts as false
 * @param values of its placeholders, in their order
 * @param selectors what it compares, as it was written
 * @param relative whether it holds at other times than now for what does not change
 */
public record Filter(String sql, List<Object> values, Set<String> selectors, boolean relative) {

    /** Longer ones are refused before they are read. */
    public static final int MAX_LENGTH = 4096;

    /** How deep brackets may be nested. */
    public static final int MAX_DEPTH = 6;

    private static final Filter NONE = new Filter("true", List.of(), Set.of(), false);
    private static final RSQLParser PARSER = new RSQLParser(Operator.syntax());
    private static final Pattern COLUMN = Pattern.compile("column (\\d+)");

    public Filter {
        values = List.copyOf(values);
        selectors = Set.copyOf(selectors);
    }

    /**
     * Reads a filter in RSQL: comparisons joined by {@code and} or {@code ;}, {@code or} or {@code
     * ,}, and brackets. A 400 problem {@code invalid-filter} says what is wrong and, if it is the
     * syntax, at which character.
     *
     * @param text null or blank for no filter
     * @param now what relative times are relative to
     * @param first the number of the first placeholder that the statement has free
     */
    public static Filter parse(@Nullable String text, Fields fields, Instant now, int first) {
        if (text == null || text.isBlank()) {
            return NONE;
        }
        if (text.length() > MAX_LENGTH) {
            throw FilterFault.of("A filter has at most " + MAX_LENGTH + " characters.");
        }
        if (text.indexOf('\0') >= 0) {
            throw FilterFault.of("A filter has no NUL characters.");
        }
        var parameters = new Parameters(now, first);
        var compiler = new FilterCompiler(fields, parameters);
        var sql = compiler.compile(node(text));
        return new Filter(sql, parameters.values(), compiler.selectors(), parameters.relative());
    }

    private static Node node(String text) {
        if (Nesting.depth(text) > MAX_DEPTH) {
            throw FilterFault.of("Brackets are nested at most " + MAX_DEPTH + " deep.");
        }
        try {
            return PARSER.parse(text);
        } catch (RSQLParserException malformed) {
            throw syntax(Objects.requireNonNullElse(malformed.getMessage(), ""));
        }
    }

    private static RuntimeException syntax(String message) {
        var at = COLUMN.matcher(message);
        var problem =
                FilterFault.of(
                        "It is not RSQL; write for example state==ACTIVE and attributes.site==berlin.");
        return at.find() ? problem.with("position", Integer.parseInt(at.group(1))) : problem;
    }
}
