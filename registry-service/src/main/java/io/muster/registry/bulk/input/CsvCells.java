// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.input;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The cells of a row of CSV. A cell that a spreadsheet would take for a formula is written with an
 * apostrophe before it, and read without; full-width signs count, as some spreadsheets take them.
 */
public final class CsvCells {

    private static final Pattern FORMULA =
            Pattern.compile("'*[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20].*", Pattern.DOTALL);
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",;\\r\\n]");
    private static final String QUOTE = "\"";

    private CsvCells() {}

    /** The cells as they are meant: without quotes and without apostrophes before formulas. */
    public static List<String> read(String row, char separator) {
        var cells = new ArrayList<String>();
        int at = 0;
        while (at <= row.length()) {
            var cell = new StringBuilder();
            at = cell(row, separator, at, cell);
            cells.add(meant(cell.toString()));
        }
        return cells;
    }

    /** Reads a cell and answers where the next one begins. */
    private static int cell(String row, char separator, int from, StringBuilder cell) {
        if (from < row.length() && row.charAt(from) == '"') {
            return quoted(row, separator, from + 1, cell);
        }
        int end = row.indexOf(separator, from);
        int to = end < 0 ? row.length() : end;
        cell.append(row, from, to);
        if (cell.indexOf(QUOTE) >= 0) {
            throw malformed();
        }
        return to + 1;
    }

    private static int quoted(String row, char separator, int from, StringBuilder cell) {
        int at = from;
        while (at < row.length()) {
            char one = row.charAt(at++);
            if (one != '"') {
                cell.append(one);
            } else if (at < row.length() && row.charAt(at) == '"') {
                cell.append(one);
                at++;
            } else if (at == row.length() || row.charAt(at) == separator) {
                return at + 1;
            } else {
                throw malformed();
            }
        }
        throw malformed();
    }

    private static RowFault malformed() {
        return new RowFault(
                "row-malformed",
                "",
                "A cell with a quote must stand in quotes, with the quote doubled.");
    }

    private static String meant(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    /** A row of these cells, without a line break. */
    public static String write(List<String> cells, char separator) {
        return cells.stream()
                .map(CsvCells::harmless)
                .map(CsvCells::quoted)
                .collect(Collectors.joining(String.valueOf(separator)));
    }

    private static String harmless(String cell) {
        return FORMULA.matcher(cell).matches() ? "'" + cell : cell;
    }

    private static String quoted(String cell) {
        return NEEDS_QUOTES.matcher(cell).find()
                ? QUOTE + cell.replace(QUOTE, QUOTE + QUOTE) + QUOTE
                : cell;
    }
}
