// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.registry.bulk.input.CsvHeader;
import io.muster.registry.bulk.input.FileFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CsvTableTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final Set<Include> ALL = EnumSet.allOf(Include.class);

    @Test
    void theColumnsAreThoseOfAnImport() {
        assertThat(new CsvTable(Set.of()).header())
                .isEqualTo("id,type,displayName,tags,externalId,attributes");
        assertThat(new CsvTable(ALL).header()).endsWith(",group,gateway,credential");
    }

    static Stream<String> lines() {
        return Stream.of(
                """
                {"id":"a"}
                """,
                """
                {"id":"a","type":"pump","displayName":"=1+1","tags":["-a","b"],"groups":["/x","/y"]}
                """,
                """
                {"id":"a","displayName":" padded ","tags":["a|b","c"],"externalIds":{"serial":"=x"}}
                """,
                """
                {"id":"a","displayName":"'=quoted","tags":["[x"]}
                """,
                """
                {"id":"a","displayName":"\\"in quotes\\"","tags":[" x"]}
                """,
                """
                {"id":"a","displayName":"\\t=tab","attributes":{"a.b":1.50,"":{"x":null},"big":12345678901234567890.123}}
                """,
                """
                {"id":"a","displayName":"line\\r\\nbreak; semi, comma","gateways":["g1","g2"]}
                """,
                """
                {"id":"a","displayName":"\uFF1Dfull width","attributes":{"t":"@SUM(A1)","l":[1,"é"]}}
                """,
                """
                {"id":"a","credentials":[{"type":"token","authId":"=u","hash":"$h$"}]}
                """,
                """
                {"id":"a","displayName":"[1]","attributes":{"n":-5}}
                """);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void whatIsWrittenIsReadAsItWas(String json) throws JsonProcessingException {
        var line = (ObjectNode) JSON.readTree(json);
        var table = new CsvTable(ALL);
        var splitter = FileFormat.CSV.splitter();
        List<String> rows = new ArrayList<>();
        var file = table.header() + "\n" + table.row(line) + "\n" + table.row(line) + "\n";

        splitter.take(file.getBytes(StandardCharsets.UTF_8), rows::add);

        assertThat(rows).hasSize(2);
        assertThat(CsvHeader.parse(splitter.header()).read(rows.getFirst())).isEqualTo(line);
    }

    @Test
    void noCellBeginsAsAFormulaDoes() {
        var line = JSON.createObjectNode().put("id", "a").put("displayName", "=cmd|'/c calc'!A1");
        line.putArray("tags").add("+1").add("x");

        assertThat(new CsvTable(Set.of()).row(line)).isEqualTo("a,,'=cmd|'/c calc'!A1,'+1|x,,");
    }
}
