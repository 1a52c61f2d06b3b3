// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleChangesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode rules(String rules) throws IOException {
        return JSON.readTree("{\"rules\":[" + rules.replace('\'', '"') + "]}");
    }

    @Test
    void rulesAreComparedByTheirIds() throws IOException {
        var before = rules("{'id':'a','effect':'allow'},{'id':'b','effect':'allow'},{'id':'c'}");
        var after = rules("{'id':'c'},{'effect':'deny','id':'b'},{'id':'d'}");

        assertThat(RuleChanges.between(before, after))
                .isEqualTo(new RuleChanges(List.of("d"), List.of("b"), List.of("a")));
    }

    @Test
    void orderAndLayoutAreNoChange() throws IOException {
        var before = rules("{'id':'a','effect':'allow'},{'id':'b'}");
        var after = rules("{ 'id':'b' },\n{'effect':'allow','id':'a'}");

        assertThat(RuleChanges.between(before, after))
                .isEqualTo(new RuleChanges(List.of(), List.of(), List.of()));
    }

    @Test
    void whereThereWasNothingAllIsNew() throws IOException {
        assertThat(RuleChanges.between(MissingNode.getInstance(), rules("{'id':'a'}")).added())
                .containsExactly("a");
    }
}
