// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.input;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes a file apart into the texts of its rows while its bytes arrive; holds one row at most,
 * whatever the file is. A file that is no text of ours is a {@link FileFault}, as soon as that is
 * seen: nothing of it is worth keeping then.
 */
public abstract sealed class RecordSplitter permits CsvSplitter, LineSplitter {

    /** As long as a row may be, in bytes. */
    public static final int LONGEST_ROW = 65_536;

    private static final List<byte[]> FOREIGN_MARKS =
            List.of(new byte[] {(byte) 0xFE, (byte) 0xFF}, new byte[] {(byte) 0xFF, (byte) 0xFE});
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final ByteArrayOutputStream row = new ByteArrayOutputStream(512);
    private boolean begun;
    private long rows;

    RecordSplitter() {}

    /** Takes the next bytes in and hands out the rows that end in them. */
    public final void take(byte[] bytes, Consumer<String> sink) {
        for (byte one : bytes) {
            take(one, sink);
        }
    }

    /** The file is over: its last row need not end with a line break. */
    public final void end(Consumer<String> sink) {
        endRow(sink);
    }

    private void take(byte one, Consumer<String> sink) {
        if (one == 0) {
            throw new FileFault("has a NUL character: this is no text file.", rows + 1);
        }
        if (one == '\n' && !isInside()) {
            endRow(sink);
        } else {
            if (row.size() >= LONGEST_ROW) {
                throw new FileFault(tooLong(), rows + 1);
            }
            row.write(one);
            see(one);
        }
    }

    private void endRow(Consumer<String> sink) {
        var text = text();
        row.reset();
        restart();
        if (!text.isBlank() && !takesAsHeader(text)) {
            rows++;
            sink.accept(text);
        }
    }

    private String text() {
        var bytes = row.toByteArray();
        int from = 0;
        if (!begun) {
            begun = true;
            refuseForeign(bytes);
            from = startsWith(bytes, MARK) ? MARK.length : 0;
        }
        int to = bytes.length;
        if (to > from && bytes[to - 1] == '\r') {
            to--;
        }
        return decoded(ByteBuffer.wrap(bytes, from, to - from));
    }

    private static void refuseForeign(byte[] bytes) {
        if (FOREIGN_MARKS.stream().anyMatch(mark -> startsWith(bytes, mark))) {
            throw new FileFault("The file is UTF-16; send it as UTF-8.", 0);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length
                && ByteBuffer.wrap(bytes, 0, prefix.length).equals(ByteBuffer.wrap(prefix));
    }

    private String decoded(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FileFault("is not UTF-8.", rows + 1);
        }
    }

    /** The rows so far. */
    public final long rows() {
        return rows;
    }

    /** The header's text; empty when the format has none. */
    public abstract String header();

    /** Whether a line break at this place belongs to the row. */
    abstract boolean isInside();

    /** Looks at a byte of the row. */
    abstract void see(byte one);

    /** A row begins. */
    abstract void restart();

    /** Whether this row is the header, which is kept and not handed out. */
    abstract boolean takesAsHeader(String text);

    abstract String tooLong();
}
