// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.muster.shadow.json.JsonText.Flaw;
import io.muster.shadow.json.JsonText.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    private static final JsonMapper LIBRARY =
            JsonMapper.builder()
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build();

    @Property(edgeCases = EdgeCasesMode.NONE)
    void writesWhatTheLibraryWritesInAsManyBytesAsCounted(@ForAll("states") ObjectNode value)
            throws Exception {
        var expected = LIBRARY.writeValueAsBytes(value);

        assertThat(JsonText.bytes(value)).isEqualTo(expected);
        assertThat(JsonSize.of(value)).isEqualTo(expected.length);
    }

    @Property
    void everyTextIsReadBackAsItWas(@ForAll("texts") String text) {
        var written = JsonText.bytes(TextNode.valueOf(text));

        assertThat(written).hasSize(JsonSize.of(TextNode.valueOf(text)));
        assertThat(tree(written).textValue()).isEqualTo(text);
    }

    @Property
    void readingIsTotal(@ForAll byte[] noise) {
        assertThat(JsonText.read(noise, 1_000)).isNotNull();
    }

    @Test
    void aLoneSurrogateOfOursIsReplaced() {
        assertThat(JsonText.bytes(TextNode.valueOf("a\ud800"))).isEqualTo(utf8("\"a\ufffd\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "{\"\\udc00x\":1}",
                "",
                "{",
                "1 2",
                "NaN",
                "01",
                "+1",
                "'a'",
                "{\"a\":1,}",
                "\"\t\"",
                "\uFEFF{}"
            })
    void whatIsNotJsonIsMalformed(String text) {
        assertThat(flaw(utf8(text))).isEqualTo(Flaw.MALFORMED);
    }

    @Test
    void theNulCharacterIsText() {
        assertThat(tree(utf8("\"\\u0000\"")).textValue()).isEqualTo("\0");
    }

    @Test
    void bytesAreUtf8() {
        assertThat(flaw(new byte[] {'"', (byte) 0xC3, 0x28, '"'})).isEqualTo(Flaw.NOT_UTF8);
        assertThat(flaw(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}))
                .as("a surrogate, encoded")
                .isEqualTo(Flaw.NOT_UTF8);
        assertThat(flaw(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}))
                .as("an overlong NUL")
                .isEqualTo(Flaw.NOT_UTF8);
    }

    @Test
    void nestingBeyondTheParserIsTooDeep() {
        assertThat(flaw(utf8("[".repeat(200_000)))).isEqualTo(Flaw.TOO_DEEP);
    }

    @Test
    void theSizeIsCheckedFirst() {
        assertThat(JsonText.read(new byte[11], 10))
                .isEqualTo(new Reading.Unreadable(Flaw.TOO_LARGE));
    }

    @Test
    void ofDuplicateNamesTheLastWins() {
        assertThat(JsonText.bytes(tree(utf8("{\"a\":1,\"b\":2,\"a\":3}"))))
                .isEqualTo(utf8("{\"a\":3,\"b\":2}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "-1E+99999999999999999999", "1e401"})
    void hugeNumbersCostNothing(String number) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(1),
                () -> assertThat(flaw(utf8(number))).isEqualTo(Flaw.NUMBER_OUT_OF_RANGE));
    }

    @ParameterizedTest
    @CsvSource({
        "1,1.0,true",
        "100,1e2,true",
        "0,-0.0,true",
        "0e400,0,true",
        "1e400,10e399,true",
        "1e400,1e-400,false",
        "0.1,0.1000000000000000055511151231257827,false"
    })
    void numbersAreComparedExactly(String left, String right, boolean same) {
        assertThat(Json.same(tree(utf8(left)), tree(utf8(right)))).isEqualTo(same);
    }

    @Provide
    Arbitrary<ObjectNode> states() {
        return JsonArbitraries.states();
    }

    /** Whole characters, of each length that UTF-8 has. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .map(Character::toString)
                .list()
                .map(characters -> String.join("", characters));
    }

    private static JsonNode tree(byte[] text) {
        return ((Reading.Tree) JsonText.read(text, 1_000_000)).root();
    }

    private static Flaw flaw(byte[] text) {
        return ((Reading.Unreadable) JsonText.read(text, 1_000_000)).flaw();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
