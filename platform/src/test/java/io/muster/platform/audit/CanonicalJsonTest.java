// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void membersAreSortedAtEveryDepth() throws JsonProcessingException {
        var json = JSON.readTree("{\"b\": [ {\"d\":1, \"c\":null} ], \"a\" : \"ü\" }");

        assertThat(CanonicalJson.write(json))
                .isEqualTo("{\"a\":\"ü\",\"b\":[{\"c\":null,\"d\":1}]}");
    }

    @Property(tries = 300)
    void orderOfBuildingDoesNotMatter(
            @ForAll @UniqueElements @Size(max = 10) List<String> names, @ForAll long seed)
            throws JsonProcessingException {
        var shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, new Random(seed));

        var text = CanonicalJson.write(object(names));

        assertThat(CanonicalJson.write(object(shuffled))).isEqualTo(text);
        assertThat(JSON.readTree(text)).isEqualTo(object(names));
    }

    private static JsonNode object(List<String> names) {
        var object = JsonNodeFactory.instance.objectNode();
        names.forEach(name -> object.put(name, name.length()));
        return object;
    }
}
