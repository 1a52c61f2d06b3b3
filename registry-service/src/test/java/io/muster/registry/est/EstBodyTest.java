// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.TestCsr;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EstBodyTest {

    private static final byte[] DER = TestCsr.of("dev-1").der();
    private static final String LINE = Base64.getEncoder().encodeToString(DER);

    static Stream<Arguments> forms() {
        var lf64 = mime(64, "\n");
        return Stream.of(
                Arguments.of("one line", LINE),
                Arguments.of("one line, LF", LINE + "\n"),
                Arguments.of("one line, CRLF", LINE + "\r\n"),
                Arguments.of("64 columns, LF", lf64 + "\n"),
                Arguments.of("64 columns, LF, no end", lf64),
                Arguments.of("76 columns, CRLF", mime(76, "\r\n") + "\r\n"),
                Arguments.of("PEM", pem("CERTIFICATE REQUEST", lf64)),
                Arguments.of("old PEM", pem("NEW CERTIFICATE REQUEST", lf64)),
                Arguments.of("PEM, CRLF", pem("CERTIFICATE REQUEST", lf64).replace("\n", "\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void allFormsOfRealClientsAreRead(String name, String body) {
        assertThat(EstBody.decode(ascii(body), "")).contains(DER);
        assertThat(EstBody.decode(ascii(body), "base64")).contains(DER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "binary", "BINARY"})
    void plainDerIsReadUnlessItIsCalledBase64(String transferEncoding) {
        assertThat(EstBody.decode(DER, transferEncoding)).contains(DER);
        assertThat(EstBody.decode(DER, "base64")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \r\n",
                "not base64!",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END NEW CERTIFICATE REQUEST-----",
                "AAAA%41"
            })
    void everythingElseIsNot(String body) {
        assertThat(EstBody.decode(ascii(body), "")).isEmpty();
    }

    @Test
    void aLongBodyOfSpacesIsReadInTimeInProportion() {
        var spaces = " ".repeat(EstBody.MAX_BYTES);

        assertThat(EstBody.decode(ascii("-----BEGIN CERTIFICATE REQUEST-----" + spaces), ""))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/pkcs10",
                "Application/PKCS10; charset=utf-8",
                "application/x-pkcs10"
            })
    void theContentTypesOfRequestsAreKnown(String contentType) {
        assertThat(EstBody.isRequest(contentType)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "application/pkcs10x", "text/plain"})
    void othersAreNot(String contentType) {
        assertThat(EstBody.isRequest(contentType)).isFalse();
    }

    private static String mime(int columns, String separator) {
        return Base64.getMimeEncoder(columns, ascii(separator)).encodeToString(DER);
    }

    private static String pem(String label, String base64) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, base64);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
