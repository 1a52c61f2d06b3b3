// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.input;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** The header of a CSV file: what the cells of each row mean. */
public final class CsvHeader {

    private static final int MOST_COLUMNS = 200;

    private final String text;
    private final char separator;
    private final List<CsvColumn> columns;

    private CsvHeader(String text, char separator, List<CsvColumn> columns) {
        this.text = text;
        this.separator = separator;
        this.columns = columns;
    }

    /** Reads a header; a {@link FileFault} says what is wrong with it. */
    public static CsvHeader parse(String text) {
        char separator = separator(text);
        var names = cells(text, separator);
        require(names.size() <= MOST_COLUMNS, "There are more than " + MOST_COLUMNS + " columns.");
        var seen = new HashSet<String>();
        names.forEach(name ->
                require(
                        seen.add(name.toLowerCase(Locale.ROOT)),
                        "The column " + CsvColumn.shown(name) + " is there twice."));
        names.forEach(name ->
                require(
                        names.stream().noneMatch(other -> other.startsWith(name + ".")),
                        "The column " + CsvColumn.shown(name) + " holds other columns."));
        return new CsvHeader(text, separator, names.stream().map(CsvColumn::parse).toList());
    }

    private static List<String> cells(String text, char separator) {
        try {
            return CsvCells.read(text, separator).stream().map(String::strip).toList();
        } catch (RowFault malformed) {
            throw new FileFault("The header is not CSV.", 0);
        }
    }

    private static void require(boolean rule, String reason) {
        if (!rule) {
            throw new FileFault(reason, 0);
        }
    }

    /** The separator of a file with this header: the one of the two that stands first. */
    static char separator(String header) {
        int comma = header.indexOf(',');
        int semicolon = header.indexOf(';');
        return semicolon >= 0 && (comma < 0 || semicolon < comma) ? ';' : ',';
    }

    /**
     * What a row says: a member for each cell that is not empty. A {@link RowFault} when the row is
     * not of this file.
     */
    public ObjectNode read(String row) {
        if (row.equals(text)) {
            throw new RowFault("header-again", "", "This is the header once more.");
        }
        var cells = CsvCells.read(row, separator);
        if (cells.size() > columns.size()) {
            throw new RowFault(
                    "row-malformed",
                    "",
                    "There are " + cells.size() + " cells for " + columns.size() + " columns.");
        }
        var said = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                columns.get(i).put(said, cells.get(i));
            }
        }
        return said;
    }

    /** A row as it was sent, made harmless for spreadsheets, with one more cell at its end. */
    public String annotated(String row, String note) {
        var cells = new ArrayList<>(cellsOrAll(row));
        while (cells.size() < columns.size()) {
            cells.add("");
        }
        cells.add(note);
        return CsvCells.write(cells, separator);
    }

    private List<String> cellsOrAll(String row) {
        try {
            return CsvCells.read(row, separator);
        } catch (RowFault malformed) {
            return List.of(row);
        }
    }

    /** This header with one more column. */
    public String annotated(String column) {
        return text + separator + column;
    }
}
