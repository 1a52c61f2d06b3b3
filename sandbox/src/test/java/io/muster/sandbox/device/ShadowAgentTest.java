// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ShadowAgentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> topics = new ArrayList<>();
    private final List<JsonNode> reports = new ArrayList<>();
    private final ShadowAgent agent = new ShadowAgent(this::publish);

    @Test
    void aDeltaIsAppliedAndReported() throws Exception {
        agent.delta("default", json("{'version':3,'patch':{'led':{'on':true},'rate':5}}"));

        assertThat(agent.state("default")).isEqualTo(tree("{'led':{'on':true},'rate':5}"));
        assertThat(topics).containsExactly("shadow/default/update");
        assertThat(reports.getFirst().path("state"))
                .isEqualTo(tree("{'reported':{'led':{'on':true},'rate':5}}"));
        assertThat(reports.getFirst().path("clientToken").asText()).isNotEmpty();
    }

    @Test
    void nestedMembersAreMergedAndArraysReplaced() throws Exception {
        agent.delta("default", json("{'version':1,'patch':{'a':{'x':1,'y':[1,2]}}}"));
        agent.delta("default", json("{'version':2,'patch':{'a':{'y':[3]}}}"));

        assertThat(agent.state("default")).isEqualTo(tree("{'a':{'x':1,'y':[3]}}"));
    }

    @Test
    void whatIsDesiredNoLongerIsRemovedAndReportedAsGone() throws Exception {
        agent.delta("default", json("{'version':1,'patch':{'a':{'x':1,'y':2},'b':3}}"));
        agent.delta("default", json("{'version':2,'patch':{'a':{'x':null},'b':null}}"));

        assertThat(agent.state("default")).isEqualTo(tree("{'a':{'y':2}}"));
        assertThat(reports.getLast().path("state"))
                .isEqualTo(tree("{'reported':{'a':{'x':null},'b':null}}"));
    }

    @Test
    void anOlderDeltaIsDropped() throws Exception {
        agent.delta("default", json("{'version':5,'patch':{'rate':5}}"));
        agent.delta("default", json("{'version':4,'patch':{'rate':4}}"));

        assertThat(agent.state("default")).isEqualTo(tree("{'rate':5}"));
        assertThat(reports).hasSize(1);
    }

    @Test
    void whatWasMissedIsReadFromTheDocument() throws Exception {
        agent.document(
                "default",
                json(
                        "{'version':9,'state':{'desired':{'rate':9},'delta':{'rate':9}},'timestamp':1}"));

        assertThat(agent.state("default")).isEqualTo(tree("{'rate':9}"));
    }

    @Test
    void aDocumentWithoutDeltaAsksForNothing() throws Exception {
        agent.document("default", json("{'version':9,'state':{'reported':{'rate':9}}}"));
        agent.delta("default", "not json".getBytes(StandardCharsets.UTF_8));

        assertThat(reports).isEmpty();
    }

    private CompletableFuture<Void> publish(String rest, byte[] payload) {
        topics.add(rest);
        try {
            reports.add(JSON.readTree(payload));
            return CompletableFuture.completedFuture(null);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static JsonNode tree(String text) throws IOException {
        return JSON.readTree(json(text));
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
