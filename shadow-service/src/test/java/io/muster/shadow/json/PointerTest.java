// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointerTest {

    /** The example of RFC 6901, section 5. */
    private static final JsonNode EXAMPLE =
            json(
                    """
                    {"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\\\j":5,"k\\"l":6," ":7,"m~n":8}
                    """);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "/foo; [\"bar\",\"baz\"]",
                "/foo/0; \"bar\"",
                "/; 0",
                "/a~1b; 1",
                "/c%d; 2",
                "/e^f; 3",
                "/g|h; 4",
                "/i\\j; 5",
                "/k\"l; 6",
                "`/ `; 7",
                "/m~0n; 8"
            })
    void leadsToWhatTheStandardSays(String pointer, String value) {
        assertThat(Pointer.parse(pointer).orElseThrow().in(EXAMPLE)).contains(json(value));
        assertThat(Pointer.parse(pointer).orElseThrow()).hasToString(pointer);
    }

    @Test
    void theEmptyPointerIsTheWhole() {
        assertThat(Pointer.parse("")).contains(Pointer.ROOT);
        assertThat(Pointer.ROOT.in(EXAMPLE)).contains(EXAMPLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "~", "/~", "/~2", "/a~", "#/foo", " /foo"})
    void whatBreaksTheGrammarIsNone(String text) {
        assertThat(Pointer.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/foo/2",
                "/foo/-",
                "/foo/01",
                "/foo/-1",
                "/foo/1e0",
                "/foo/9999999999",
                "/x/y"
            })
    void leadsNowhereWhereNothingIs(String text) {
        assertThat(Pointer.parse(text).orElseThrow().in(EXAMPLE)).isEmpty();
    }

    @Test
    void aLongOneIsReadOnceAndADeepOneNotAtAll() {
        assertThat(Pointer.parse("/" + "~0".repeat(50_000))).isPresent();
        assertThat(Pointer.parse("/".repeat(60_000))).isEmpty();
        assertThat(Pointer.parse("/a".repeat(100))).isPresent();
        assertThat(Pointer.parse("/a".repeat(101))).isEmpty();
    }

    @Test
    void coversWhatIsInIt() {
        var place = at("/a/b");

        assertThat(place.covers(at("/a/b"))).isTrue();
        assertThat(place.covers(at("/a/b/c"))).isTrue();
        assertThat(place.covers(at("/a/bc"))).isFalse();
        assertThat(place.overlaps(at("/a"))).isTrue();
        assertThat(place.overlaps(at("/a/c"))).isFalse();
    }

    @Test
    void wrapsAValueAtItsPlace() {
        assertThat(at("/a/b~1c").wrap(json("null"))).isEqualTo(json("{\"a\":{\"b/c\":null}}"));
        assertThat(at("/b").within("a")).isEqualTo(at("/a/b"));
        assertThat(at("/a/b").tail()).isEqualTo(at("/b"));
    }

    @Property
    void anyNamesMakeAPointer(@ForAll List<String> names) {
        var pointer = new Pointer(names);

        assertThat(Pointer.parse(pointer.toString()).isPresent()).isEqualTo(names.size() <= 100);
        Pointer.parse(pointer.toString()).ifPresent(read -> assertThat(read).isEqualTo(pointer));
    }

    private static Pointer at(String text) {
        return Pointer.parse(text).orElseThrow();
    }

    private static JsonNode json(String text) {
        var bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        return ((JsonText.Reading.Tree) JsonText.read(bytes, 10_000)).root();
    }
}
