// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvHeaderTest {

    @Test
    void cellsAreMembersOfADevice() {
        var header =
                CsvHeader.parse(
                        "id;type; displayName ;tags;attributes.a.b;attributes.a.c;attributes.n;externalId.serial;#note");

        assertThat(
                        header.read(
                                        "d1;pump;\"x; y\";a| b|;1.50;\"[1,{\"\"k\"\":null}]\";007;'-12;ignored")
                                .toString())
                .isEqualTo(
                        "{\"id\":\"d1\",\"type\":\"pump\",\"displayName\":\"x; y\",\"tags\":[\"a\",\"b\"],"
                                + "\"attributes\":{\"a\":{\"b\":1.5,\"c\":[1,{\"k\":null}]},\"n\":\"007\"},"
                                + "\"externalIds\":{\"serial\":\"-12\"}}");
        assertThat(header.read("d1;;;").toString()).isEqualTo("{\"id\":\"d1\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id,id",
                "id,ID",
                "id,colour",
                "id,attributes.",
                "id,attributes.a..b",
                "id,attributes.a,attributes.a.b",
                "id,\"x",
                "id,\u001b[31m",
                "id,attributes,attributes.a",
                "id,externalId,externalId.serial",
                "id,credential,credential.type",
                "id,credential.password",
                "id,credential.secret",
                "id,credential.none"
            })
    void aHeaderThatIsNoneIsRefused(String header) {
        assertThatThrownBy(() -> CsvHeader.parse(header))
                .isInstanceOfSatisfying(
                        FileFault.class, fault -> assertThat(fault.reason()).isPrintable());
    }

    @Test
    void aThousandColumnsAreTooMany() {
        var header =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> "attributes.a" + i)
                        .collect(Collectors.joining(","));

        assertThatThrownBy(() -> CsvHeader.parse(header)).isInstanceOf(FileFault.class);
    }

    @Test
    void tiesAreMembersToo() {
        var header =
                CsvHeader.parse(
                        "id,group,gateway,credential.type,credential.hash,credential.enabled");

        assertThat(header.read("d1,/a|/b/c,g1,token,$x$,false").toString())
                .isEqualTo(
                        "{\"id\":\"d1\",\"groups\":[\"/a\",\"/b/c\"],\"gateways\":[\"g1\"],"
                                + "\"credentials\":[{\"type\":\"token\",\"hash\":\"$x$\",\"enabled\":false}]}");
        assertThat(header.read("d1,,,,,").toString()).isEqualTo("{\"id\":\"d1\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,{", "a,5", "a,\"{\"\"x\"\":1,\"\"x\"\":2}\"", "a,{} {}"})
    void whatIsNoJsonIsRefusedWhereThereMustBe(String row) {
        var header = CsvHeader.parse("id,attributes");

        assertThatThrownBy(() -> header.read(row))
                .isInstanceOfSatisfying(
                        RowFault.class,
                        fault -> assertThat(fault.pointer()).isEqualTo("/attributes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b,c", "a,\"b", "a,b\"c", "id,displayName", "a,\"b\"c"})
    void aRowThatIsNoneOfThisFileIsRefused(String row) {
        var header = CsvHeader.parse("id,displayName");

        assertThatThrownBy(() -> header.read(row)).isInstanceOf(RowFault.class);
    }

    @Test
    void formulasAreWrittenHarmlessAndReadBack() {
        var cells = List.of("=1+1", "+x", "-5", "@sum", "'=1", "plain", "a,b", "q\"q", "l\nl", "");

        var row = CsvCells.write(cells, ',');

        assertThat(row).startsWith("'=1+1,'+x,'-5,'@sum,''=1,plain,\"a,b\",\"q\"\"q\",\"l\nl\",");
        assertThat(CsvCells.read(row, ',')).isEqualTo(cells);
    }

    @Test
    void aRowThatFailedIsShownWithItsReason() {
        var header = CsvHeader.parse("id;displayName");

        assertThat(header.annotated("#error")).isEqualTo("id;displayName;#error");
        assertThat(header.annotated("a", "why; not")).isEqualTo("a;;\"why; not\"");
        assertThat(CsvHeader.parse(header.annotated("#error")).read("a;=x;y").toString())
                .isEqualTo("{\"id\":\"a\",\"displayName\":\"=x\"}");
    }
}
