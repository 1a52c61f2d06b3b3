// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ImportLinesTest {

    /** However the body is cut on its way. */
    @Property(tries = 200)
    void linesAreTheSameInWhateverPieces(
            @ForAll @Size(max = 20) List<@AlphaChars @StringLength(max = 9) String> texts,
            @ForAll @IntRange(min = 1, max = 12) int size) {
        var body = Buffer.buffer(String.join("\n", texts));
        var lines = new ImportLines();
        var found = new ArrayList<ImportLines.Line>();

        for (int at = 0; at < body.length(); at += size) {
            found.addAll(lines.feed(body.slice(at, Math.min(body.length(), at + size))));
        }
        found.addAll(lines.end());

        assertThat(found.stream().map(line -> line.text().toString()))
                .isEqualTo(texts.stream().filter(text -> !text.isEmpty()).toList());
        assertThat(found)
                .allSatisfy(line ->
                        assertThat(texts.get((int) line.number() - 1))
                                .isEqualTo(line.text().toString()));
    }

    @Test
    void theyAreHandedOutWhenThereAreManyOrLargeOnes() {
        var lines = new ImportLines();

        assertThat(lines.feed(Buffer.buffer("a\n".repeat(199)))).isEmpty();
        assertThat(lines.feed(Buffer.buffer("a\n"))).hasSize(200);
        assertThat(lines.feed(Buffer.buffer("x".repeat(2 << 20) + "\n"))).hasSize(1);
        assertThat(lines.end()).isEmpty();
    }

    @Test
    void oneThatIsTooLongIsLeftOutAndTheNextOneIsFound() {
        var lines = new ImportLines();
        var piece = Buffer.buffer("x".repeat(1 << 20));
        for (int i = 0; i < 9; i++) {
            assertThat(lines.feed(piece)).isEmpty();
        }
        lines.feed(Buffer.buffer("\n{}"));

        var found = lines.end();

        assertThat(found).hasSize(2);
        assertThat(found.getFirst().tooLong()).isTrue();
        assertThat(found.getFirst().text().length()).isZero();
        assertThat(found.getLast()).isEqualTo(new ImportLines.Line(2, Buffer.buffer("{}"), false));
    }
}
