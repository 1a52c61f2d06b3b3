// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    /** From RFC 8949, appendix A. */
    @Test
    void whatTheStandardGivesAsExamplesIsRead() {
        assertThat(Cbor.read(hex("a0"))).hasToString("Optional[{}]");
        assertThat(Cbor.read(hex("a56161614161626142616361436164614461656145")))
                .hasToString(
                        "Optional[{\"a\":\"A\",\"b\":\"B\",\"c\":\"C\",\"d\":\"D\",\"e\":\"E\"}]");
        assertThat(Cbor.read(hex("a161611903e8"))).hasToString("Optional[{\"a\":1000}]");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var answer =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("certificatePem", "x".repeat(1_000))
                        .put("errorMessage", "\u00fc".repeat(20))
                        .put("statusCode", 403);
        answer.putObject("deviceConfiguration");

        assertThat(Cbor.read(Cbor.write(answer))).contains(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80",
                "01",
                "6161",
                "a1",
                "a16161",
                "a0a0",
                "bf6161614161ff",
                "a1616100ff",
                "a2616101616102",
                "a10102",
                "a161ff01",
                "a161617bffffffffffffffff",
                "a161617affffffff",
                "baffffffff",
                "a16161a16161a16161a16161a16161a0",
                "a16161f4",
                "a161615bffffffff"
            })
    void anythingElseIsNone(String bytes) {
        assertThat(Cbor.read(hex(bytes))).isEmpty();
    }

    @Test
    void noBytesBreakIt() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[1 + random.nextInt(40)];
            random.nextBytes(bytes);
            bytes[0] = (byte) (0xa0 | random.nextInt(32));
            assertThat(Cbor.read(bytes)).isNotNull();
        }
    }
}
