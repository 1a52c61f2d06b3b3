// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CommandAgentTest {

    private static final String ID = "0f0e0d0c-0000-4000-8000-000000000001";
    private static final String CMD = "cmd/" + ID + "/";

    private final List<String> topics = new ArrayList<>();
    private final List<String> payloads = new ArrayList<>();
    private final AtomicInteger restarts = new AtomicInteger();
    private final CommandAgent agent =
            new CommandAgent(
                    this::publish, () -> "x".repeat(150), () -> "y", restarts::incrementAndGet);

    @Test
    void aPingIsAnswered() {
        obey("{'id':'%s','kind':'ping','params':{}}");

        assertThat(topics).containsExactly(CMD + "ack", CMD + "done");
        assertThat(payloads.getLast()).isEqualTo("{\"ok\":true}");
    }

    @Test
    void ofALogTheSecondChunkIsLostUntilItIsAskedFor() {
        obey("{'id':'%s','kind':'log'}");

        assertThat(topics)
                .containsExactly(CMD + "ack", CMD + "chunk/0", CMD + "chunk/2", CMD + "done");
        assertThat(payloads.get(1)).hasSize(64);
        assertThat(payloads.get(2)).hasSize(22);
        assertThat(payloads.getLast())
                .contains("\"chunks\":3")
                .containsPattern("\"sha256\":\"[0-9a-f]{64}\"");
        var promise = payloads.getLast();
        topics.clear();

        obey("{'id':'%s','kind':'log','missing':[1,7,-2]}");

        assertThat(topics).containsExactly(CMD + "ack", CMD + "chunk/1", CMD + "done");
        assertThat(payloads.getLast()).isEqualTo(promise);
    }

    @Test
    void aSnapshotOfOneChunkIsWhole() {
        obey("{'id':'%s','kind':'snapshot'}");

        assertThat(topics).containsExactly(CMD + "ack", CMD + "chunk/0", CMD + "done");
    }

    @Test
    void aDeviceStartsAgainOnceHoweverOftenItIsTold() {
        obey("{'id':'%s','kind':'reboot'}");
        obey("{'id':'%s','kind':'reboot'}");

        assertThat(restarts).hasValue(1);
        assertThat(topics).containsExactly(CMD + "ack", CMD + "done", CMD + "ack", CMD + "done");
    }

    @Test
    void whatItCannotDoIsSaid() {
        obey("{'id':'%s','kind':'dance'}");

        assertThat(payloads.getLast()).startsWith("{\"ok\":false");
    }

    @Test
    void whatIsNoCommandIsPassedOver() {
        obey("not json");
        obey("{'kind':'ping'}");
        obey("{'id':'%s'");

        assertThat(topics).isEmpty();
    }

    private void obey(String command) {
        var json = command.replace("%s", ID).replace('\'', '"');
        agent.obey(json.getBytes(StandardCharsets.UTF_8));
    }

    private CompletableFuture<Void> publish(String rest, byte[] payload) {
        topics.add(rest);
        payloads.add(new String(payload, StandardCharsets.UTF_8));
        return CompletableFuture.completedFuture(null);
    }
}
