// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Cuts a body into its lines, as it comes, and hands them out some at a time. */
final class ImportLines {

    /** Stamps may take several times the bytes of what they are of. */
    static final int MAX_LINE_BYTES = 4 * 1024 * 1024;

    private static final int AT_A_TIME = 200;
    private static final int BYTES_AT_A_TIME = 2 * 1024 * 1024;

    private final List<Line> complete = new ArrayList<>();
    private Buffer rest = Buffer.buffer();
    private boolean tooLong;
    private long number = 1;
    private int bytes;

    /**
     * A line that is not blank.
     *
     * @param text empty for one that is too long
     */
    record Line(long number, Buffer text, boolean tooLong) {}

    /** The lines so far if they are enough to be worked on, and otherwise none. */
    List<Line> feed(Buffer piece) {
        int start = 0;
        for (int i = 0; i < piece.length(); i++) {
            if (piece.getByte(i) == '\n') {
                append(piece, start, i);
                complete();
                start = i + 1;
            }
        }
        append(piece, start, piece.length());
        return complete.size() >= AT_A_TIME || bytes >= BYTES_AT_A_TIME ? taken() : List.of();
    }

    /** The last lines; also one that no line feed ends. */
    List<Line> end() {
        complete();
        return taken();
    }

    private void append(Buffer piece, int start, int end) {
        tooLong |= rest.length() + end - start > MAX_LINE_BYTES;
        if (tooLong) {
            rest = Buffer.buffer();
        } else {
            rest.appendBuffer(piece, start, end - start);
        }
    }

    private void complete() {
        if (tooLong || !blank(rest)) {
            complete.add(new Line(number, rest, tooLong));
            bytes += rest.length();
        }
        rest = Buffer.buffer();
        tooLong = false;
        number++;
    }

    private static boolean blank(Buffer text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.getByte(i) != ' ' && text.getByte(i) != '\r') {
                return false;
            }
        }
        return true;
    }

    private List<Line> taken() {
        var lines = List.copyOf(complete);
        complete.clear();
        bytes = 0;
        return lines;
    }
}
