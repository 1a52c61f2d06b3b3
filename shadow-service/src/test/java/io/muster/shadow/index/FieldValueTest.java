// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.shadow.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldValueTest {

    @Test
    void numbersAreEqualHoweverTheyAreSpelt() {
        assertThat(value("1.0")).isEqualTo(value("1")).isEqualTo(value("10e-1"));
        assertThat(value("100")).isEqualTo(value("1e2"));
        assertThat(value("1")).isNotEqualTo(value("\"1\"")).isNotEqualTo(value("true"));
        assertThat(value("0.1").orElseThrow().number()).isEqualByComparingTo("0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"a\":1}", "[]", "[1]"})
    void whatHasPartsIsNoValue(String json) {
        assertThat(value(json)).isEmpty();
    }

    @Test
    void ofATextThatIsTooLongOrHasANulOnlyThatItIsThereIsKnown() {
        var longest = "\"" + "ü".repeat(FieldValue.MOST_BYTES / 2) + "\"";

        assertThat(value(longest).orElseThrow().text()).hasSize(FieldValue.MOST_BYTES / 2);
        assertThat(value(longest.replaceFirst("ü", "üx")).orElseThrow().text()).isNull();
        assertThat(value("\"a\\u0000b\"").orElseThrow().text()).isNull();
    }

    @Test
    void placesAreWrittenAsPointersOrPaths() {
        var path = IndexPath.parse("/reported/cfg/a.b").orElseThrow();

        assertThat(path).hasToString("/reported/cfg/a.b");
        assertThat(IndexPath.parse("reported/cfg/a.b")).contains(path);
        assertThat(IndexPath.parse("reported.cfg.x")).isEqualTo(IndexPath.parse("/reported/cfg/x"));
        assertThat(IndexPath.parse("/tags/a~1b").orElseThrow()).hasToString("/tags/a~1b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "reported",
                "/reported",
                "/other/a",
                "/delta/a",
                "/reported/a~2",
                "/reported/a\0b",
                "/reported/1/2/3/4/5/6/7/8/9"
            })
    void whatLeadsIntoNoSectionIsNoPlace(String text) {
        assertThat(IndexPath.parse(text)).isEmpty();
        assertThat(IndexPath.parse("/tags/" + "x".repeat(IndexPath.MOST_BYTES))).isEmpty();
    }

    private static Optional<FieldValue> value(String json) {
        var bytes = "{\"v\":%s}".formatted(json).getBytes(StandardCharsets.UTF_8);
        return IndexPath.parse("/reported/v").orElseThrow().valueIn(JsonText.stored(bytes));
    }
}
