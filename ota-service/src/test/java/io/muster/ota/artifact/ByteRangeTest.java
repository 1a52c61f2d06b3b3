// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.ota.artifact.ByteRange.Part;
import io.muster.ota.artifact.ByteRange.Unsatisfiable;
import io.muster.ota.artifact.ByteRange.Whole;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ByteRangeTest {

    @Test
    void oneRangeIsAPart() {
        assertThat(ByteRange.parse("bytes=0-9", 100)).isEqualTo(new Part(0, 9));
        assertThat(ByteRange.parse("bytes=90-", 100)).isEqualTo(new Part(90, 99));
        assertThat(ByteRange.parse("bytes=-5", 100)).isEqualTo(new Part(95, 99));
        assertThat(ByteRange.parse("Bytes=5-500", 100)).isEqualTo(new Part(5, 99));
        assertThat(ByteRange.parse("bytes=-500", 100)).isEqualTo(new Part(0, 99));
    }

    @Test
    void whatDoesNotExistIsUnsatisfiable() {
        assertThat(ByteRange.parse("bytes=100-", 100)).isEqualTo(new Unsatisfiable());
        assertThat(ByteRange.parse("bytes=-0", 100)).isEqualTo(new Unsatisfiable());
        assertThat(ByteRange.parse("bytes=0-", 0)).isEqualTo(new Unsatisfiable());
        assertThat(ByteRange.parse("bytes=99999999999999999999-", 100))
                .isEqualTo(new Unsatisfiable());
    }

    @Test
    void whatIsMalformedOrManifoldIsIgnored() {
        for (var header :
                new String[] {
                    "bytes=-", "bytes=9-1", "bytes=0-1,5-6", "lines=0-1", "bytes=a-b", "bytes 0-1"
                }) {
            assertThat(ByteRange.parse(header, 100)).as(header).isEqualTo(new Whole());
        }
    }

    @Property
    void aPartLiesWithinTheArtifact(
            @ForAll @LongRange(min = 0, max = 1000) long first,
            @ForAll @LongRange(min = 0, max = 1000) long more,
            @ForAll @LongRange(min = 0, max = 1000) long size) {
        var range = ByteRange.parse("bytes=" + first + "-" + (first + more), size);

        if (range instanceof Part part) {
            assertThat(part.first()).isEqualTo(first);
            assertThat(part.last()).isEqualTo(Math.min(first + more, size - 1));
            assertThat(part.length()).isPositive();
        } else {
            assertThat(range).isEqualTo(new Unsatisfiable());
            assertThat(first).isGreaterThanOrEqualTo(size);
        }
    }
}
