// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.snapshot;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream of bytes at line feeds, wherever its pieces end. Empty lines are skipped; a line
 * has a bound.
 */
final class LineSplitter {

    /** A device's line is a few hundred bytes and a certificate's a few thousand. */
    static final int MAX_LINE_BYTES = 1024 * 1024;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** The lines that this piece completes. */
    List<byte[]> feed(byte[] piece) {
        var lines = new ArrayList<byte[]>();
        int start = 0;
        for (int i = 0; i < piece.length; i++) {
            if (piece[i] == '\n') {
                append(piece, start, i);
                flush(lines);
                start = i + 1;
            }
        }
        append(piece, start, piece.length);
        return lines;
    }

    private void append(byte[] piece, int start, int end) {
        if (line.size() + end - start > MAX_LINE_BYTES) {
            throw new BrokenSnapshot("a line is too long");
        }
        line.write(piece, start, end - start);
    }

    private void flush(List<byte[]> lines) {
        if (line.size() > 0) {
            lines.add(line.toByteArray());
            line.reset();
        }
    }
}
