// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class VersionTest {

    @Test
    void versionsAreOrderedAsSemanticVersioningSays() {
        var rising =
                List.of(
                        "0.9",
                        "1.0.0-alpha",
                        "1.0.0-alpha.1",
                        "1.0.0-alpha.beta",
                        "1.0.0-beta",
                        "1.0.0-beta.2",
                        "1.0.0-beta.11",
                        "1.0.0-rc.1",
                        "1.0.0",
                        "1.0.1",
                        "1.2",
                        "1.10",
                        "2",
                        "20260101",
                        "99999999999999999999999999");

        for (int i = 1; i < rising.size(); i++) {
            assertThat(Version.of(rising.get(i - 1)))
                    .as(rising.get(i))
                    .isLessThan(Version.of(rising.get(i)));
        }
    }

    @Test
    void differentTextsMayBeLevel() {
        assertThat(Version.of("1.0").compareTo(Version.of("1.0.0"))).isZero();
        assertThat(Version.of("1.0+a").compareTo(Version.of("1.0+b"))).isZero();
        assertThat(Version.of("1.01").compareTo(Version.of("1.1"))).isZero();
        assertThat(Version.of("1.0")).isNotEqualTo(Version.of("1.0.0"));
    }

    @Property
    void theOrderIsTotal(
            @ForAll("versions") String a,
            @ForAll("versions") String b,
            @ForAll("versions") String c) {
        var x = Version.of(a);
        var y = Version.of(b);
        var z = Version.of(c);

        assertThat(Integer.signum(x.compareTo(y))).isEqualTo(-Integer.signum(y.compareTo(x)));
        if (x.compareTo(y) <= 0 && y.compareTo(z) <= 0) {
            assertThat(x.compareTo(z)).isNotPositive();
        }
        if (x.compareTo(y) == 0) {
            assertThat(Integer.signum(x.compareTo(z))).isEqualTo(Integer.signum(y.compareTo(z)));
        }
    }

    @Provide
    Arbitrary<String> versions() {
        return Arbitraries.strings().withChars("019ab.-+").ofMinLength(0).ofMaxLength(7);
    }
}
