// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.4 ",
                "a.b.c.d",
                "1.2.3.4:80",
                "0x1.2.3.4",
                "localhost",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "g::",
                "::1%lo",
                "[::1]",
                "::1.2.3",
                "::1.2.3.4:5",
                "1.2.3.4::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::ffff:1.2.3.4.5",
                "１.2.3.4",
                "1:",
                ":1",
                "1:2:3:4:5:6:7:8:"
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "::ffff:10.0.0.1, 10.0.0.1",
        "::FFFF:a00:1, 10.0.0.1",
        "0:0:0:0:0:ffff:10.0.0.1, 10.0.0.1",
        "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
        "::, 0:0:0:0:0:0:0:0",
        "1::, 1:0:0:0:0:0:0:0",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    })
    void spellingsOfOneAddressAreOne(String one, String other) {
        assertThat(IpAddress.parse(one)).isNotNull().isEqualTo(IpAddress.parse(other));
    }

    @Property
    void theJdkReadsTheSame(@ForAll @Size(16) byte[] bytes) throws Exception {
        var jdk = InetAddress.getByAddress(bytes);
        var ours = IpAddress.parse(jdk.getHostAddress());

        assertThat(ours).isNotNull();
        for (int prefix : List.of(0, 1, 63, 64, 65, 127, 128)) {
            assertThat(ours.masked(prefix)).isEqualTo(masked(bytes, prefix));
        }
    }

    private static IpAddress masked(byte[] bytes, int prefix) {
        long[] halves = new long[2];
        for (int bit = 0; bit < prefix; bit++) {
            long set = (bytes[bit / 8] >> (7 - bit % 8)) & 1;
            halves[bit / 64] |= set << (63 - bit % 64);
        }
        return new IpAddress(halves[0], halves[1]);
    }
}
