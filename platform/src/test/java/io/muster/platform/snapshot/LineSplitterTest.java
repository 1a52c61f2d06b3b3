// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

    @Property(tries = 300)
    void linesDoNotDependOnWhereThePiecesEnd(
            @ForAll @Size(max = 8) List<@AlphaChars @StringLength(min = 1, max = 20) String> lines,
            @ForAll @IntRange(min = 1, max = 30) int pieceSize) {
        var bytes = String.join("\n", lines).concat("\n").getBytes(UTF_8);
        var splitter = new LineSplitter();
        var seen = new ArrayList<String>();

        for (int at = 0; at < bytes.length; at += pieceSize) {
            var piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + pieceSize));
            splitter.feed(piece).forEach(line -> seen.add(new String(line, UTF_8)));
        }

        assertThat(seen).isEqualTo(lines);
    }

    @Test
    void anEndlessLineIsGivenUp() {
        var splitter = new LineSplitter();
        var piece = new byte[LineSplitter.MAX_LINE_BYTES];
        splitter.feed(piece);

        assertThatThrownBy(() -> splitter.feed(new byte[1])).isInstanceOf(BrokenSnapshot.class);
    }
}
