// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.input;

/**
 * Rows of CSV, whose quoted cells may hold line breaks. A quote counts only where a cell begins:
 * one within a cell, as in 5", opens nothing.
 */
final class CsvSplitter extends RecordSplitter {

    private enum Place {
        CELL_BEGINS,
        IN_CELL,
        IN_QUOTES,
        /** After a quote in quotes: it ended them, unless another one follows. */
        MAYBE_OUT
    }

    private Place place = Place.CELL_BEGINS;
    private boolean first = true;
    private String header = "";
    private char separator;

    @Override
    public String header() {
        return header;
    }

    @Override
    boolean isInside() {
        return place == Place.IN_QUOTES;
    }

    @Override
    void see(byte one) {
        place =
                switch (place) {
                    case CELL_BEGINS -> one == '"' ? Place.IN_QUOTES : outside(one);
                    case IN_CELL -> outside(one);
                    case IN_QUOTES -> one == '"' ? Place.MAYBE_OUT : Place.IN_QUOTES;
                    case MAYBE_OUT -> one == '"' ? Place.IN_QUOTES : outside(one);
                };
    }

    private Place outside(byte one) {
        return separates(one) ? Place.CELL_BEGINS : Place.IN_CELL;
    }

    /** Which of the two it is, the header tells at its end. */
    private boolean separates(byte one) {
        return first ? one == ',' || one == ';' : one == separator;
    }

    @Override
    void restart() {
        place = Place.CELL_BEGINS;
    }

    @Override
    boolean takesAsHeader(String text) {
        if (!first) {
            return false;
        }
        first = false;
        header = text;
        separator = CsvHeader.separator(text);
        return true;
    }

    @Override
    String tooLong() {
        return "is longer than 64 KiB; perhaps a quote is not closed.";
    }
}
