// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.platform.topic.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing in a document is ignored: what is not understood keeps it from being loaded. */
class PolicyDocumentTest {

    private static final String ALLOW = "'effect':'allow','actions':['publish'],'resource':'a'";

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.muster.acl.policy.PolicyCases#invalid")
    void whatIsNotUnderstoodIsNotLoaded(PolicyCases.Invalid document) {
        assertThatThrownBy(() -> PolicyDocument.parse(document.json()))
                .isInstanceOfSatisfying(
                        PolicyFault.class,
                        fault -> assertThat(fault.pointer()).isEqualTo(document.pointer()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.muster.acl.policy.PolicyCases#valid")
    void whatIsUnderstoodIsLoaded(PolicyCases.Valid document) {
        assertThat(PolicyDocument.parse(document.json()).size()).isEqualTo(1);
    }

    @Test
    void twoRulesOfOneNameAreNotLoaded() {
        var rule = "{'id':'r'," + ALLOW + "}";
        var document = "{'version':1,'id':'p','rules':[" + rule + "," + rule + "]}";

        assertThatThrownBy(() -> PolicyDocument.parse(Policies.json(document)))
                .isInstanceOf(PolicyFault.class)
                .hasMessageStartingWith("/rules/1/id");
    }

    @Test
    void tenThousandRulesAreLoadedAndNoMore() {
        assertThat(PolicyDocument.parse(withRules(10_000)).size()).isEqualTo(10_000);
        assertThatThrownBy(() -> PolicyDocument.parse(withRules(10_001)))
                .isInstanceOf(PolicyFault.class)
                .hasMessageStartingWith("/rules");
    }

    private static JsonNode withRules(int number) {
        var document = Policies.json("{'version':1,'id':'p','rules':[]}");
        for (int i = 0; i < number; i++) {
            document.withArrayProperty("rules")
                    .add(Policies.json("{'id':'r" + i + "'," + ALLOW + "}"));
        }
        return document;
    }

    @Test
    void aDocumentMayNameItsTenant() {
        var named = Policies.json("{'version':1,'id':'p','tenant':'acme','rules':[]}");
        var nameless = Policies.json("{'version':1,'id':'p','rules':[]}");

        assertThat(PolicyDocument.parse(named).tenant()).contains(new TenantId("acme"));
        assertThat(PolicyDocument.parse(nameless).tenant()).isEmpty();
    }
}
