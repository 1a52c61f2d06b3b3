// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordSplitterTest {

    @Test
    void rowsAreTheSameHoweverTheBytesArrive() {
        var file = "\uFEFFid;displayName\r\na;\"x\r\ny\"\n\nb;\"5\"\"\"\r\nc;5\" pipe";

        for (int piece = 1; piece < file.length(); piece++) {
            var splitter = FileFormat.CSV.splitter();
            assertThat(rows(splitter, file.getBytes(StandardCharsets.UTF_8), piece))
                    .containsExactly("a;\"x\r\ny\"", "b;\"5\"\"\"", "c;5\" pipe");
            assertThat(splitter.header()).isEqualTo("id;displayName");
            assertThat(splitter.rows()).isEqualTo(3);
        }
    }

    @Test
    void linesAreRows() {
        assertThat(rows(FileFormat.NDJSON, "{\"a\":1}\r\n\n {\"b\":\"\\n\"}\n"))
                .containsExactly("{\"a\":1}", " {\"b\":\"\\n\"}");
        assertThat(rows(FileFormat.NDJSON, "")).isEmpty();
    }

    @Test
    void whatIsNoTextOfOursIsRefusedWithItsRow() {
        assertRefused(FileFormat.NDJSON, "{}\n{\u0000}".getBytes(StandardCharsets.UTF_8), "Row 2");
        assertRefused(
                FileFormat.CSV,
                "id\nd\u00e9j\u00e0".getBytes(StandardCharsets.ISO_8859_1),
                "UTF-8");
        assertRefused(FileFormat.CSV, "id\na".getBytes(StandardCharsets.UTF_16), "");
        assertRefused(
                FileFormat.CSV, new byte[] {(byte) 0xFF, (byte) 0xFE, 'i', 'd', '\n'}, "UTF-16");
        assertRefused(FileFormat.CSV, new byte[] {0x7F, 'E', 'L', 'F', 0, 1, 2}, "NUL");
    }

    @Test
    void aRowWithoutEndIsRefusedWhenItIsTooLong() {
        var endless = "x".repeat(RecordSplitter.LONGEST_ROW + 1).getBytes(StandardCharsets.UTF_8);
        assertRefused(FileFormat.NDJSON, endless, "longer than 64 KiB");
        var open = "id\n\"" + "a\n".repeat(RecordSplitter.LONGEST_ROW);
        assertRefused(FileFormat.CSV, open.getBytes(StandardCharsets.UTF_8), "quote");
        assertThat(rows(FileFormat.NDJSON, "x".repeat(RecordSplitter.LONGEST_ROW))).hasSize(1);
    }

    private static void assertRefused(FileFormat format, byte[] file, String reason) {
        assertThatThrownBy(() -> rows(format.splitter(), file, 7))
                .isInstanceOfSatisfying(
                        FileFault.class, fault -> assertThat(fault.reason()).contains(reason));
    }

    private static List<String> rows(FileFormat format, String file) {
        return rows(format.splitter(), file.getBytes(StandardCharsets.UTF_8), 1000);
    }

    private static List<String> rows(RecordSplitter splitter, byte[] file, int piece) {
        var rows = new ArrayList<String>();
        for (int at = 0; at < file.length; at += piece) {
            var some = new byte[Math.min(piece, file.length - at)];
            System.arraycopy(file, at, some, 0, some.length);
            splitter.take(some, rows::add);
        }
        splitter.end(rows::add);
        return rows;
    }
}
