// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpdateAgentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestRelease release = new TestRelease("Ed25519");
    private final BlockingQueue<JsonNode> reports = new LinkedBlockingQueue<>();
    private final FirmwareSlot firmware = new FirmwareSlot(Firmware.of("demo-sensor", "1.0.0"));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void aSoundReleaseIsInstalledStepByStep() throws Exception {
        var image = release.image("1.1.0", true);
        try (var server = new ArtifactServer(image)) {
            agent(Behaviour.sound(1))
                    .announce(bytes(release.message("1.1.0", "UPDATE", image, server.url())));

            assertThat(statesUntil("SUCCEEDED"))
                    .startsWith("DOWNLOADING")
                    .containsSubsequence("DOWNLOADED", "INSTALLING", "VERIFYING", "SUCCEEDED");
            assertThat(firmware.now().running().text()).isEqualTo("1.1.0");
            assertThat(firmware.now().previous()).contains(new Version("1.0.0"));
        }
    }

    @Test
    void aBadImageRunsFailsAndIsRolledBack() throws Exception {
        var bad = release.image("1.1.0", false);
        var good = release.image("1.0.0", true);
        try (var badServer = new ArtifactServer(bad);
                var goodServer = new ArtifactServer(good)) {
            var agent = agent(Behaviour.sound(1));
            agent.announce(bytes(release.message("1.1.0", "UPDATE", bad, badServer.url())));
            var failure = reportOf("FAILED");
            agent.announce(bytes(release.message("1.0.0", "ROLLBACK", good, goodServer.url())));
            var recovery = reportOf("SUCCEEDED");

            assertThat(failure.path("code").asText()).isEqualTo("self-test-failed");
            assertThat(failure.path("version").asText()).isEqualTo("1.1.0");
            assertThat(recovery.path("version").asText()).isEqualTo("1.0.0");
        }
    }

    @Test
    void bytesThatWereNotSignedAreNeverBooted() throws Exception {
        var image = release.image("1.1.0", true);
        try (var server = new ArtifactServer(tampered(image))) {
            agent(Behaviour.sound(1))
                    .announce(bytes(release.message("1.1.0", "UPDATE", image, server.url())));

            assertThat(reportOf("FAILED").path("code").asText()).isEqualTo("sha256-mismatch");
            assertThat(firmware.now().running().text()).isEqualTo("1.0.0");
        }
    }

    @Test
    void aHangingInstallEndsWhenAnotherJobComes() throws Exception {
        var image = release.image("1.1.0", true);
        try (var server = new ArtifactServer(image)) {
            var agent = agent(new Behaviour(1, 0, 1, 0));
            agent.announce(bytes(release.message("1.1.0", "UPDATE", image, server.url())));
            reportOf("INSTALLING");
            assertThat(reports.poll(500, TimeUnit.MILLISECONDS)).isNull();

            agent.announce(bytes(release.message("0.9.0", "UPDATE", image, server.url())));

            assertThat(reportOf("REJECTED").path("code").asText()).isEqualTo("downgrade");
            assertThat(firmware.now().running().text()).isEqualTo("1.0.0");
        }
    }

    @Test
    void aJobThatEndedIsReportedAgainAndNotPerformedAgain() throws Exception {
        var image = release.image("1.1.0", true);
        try (var server = new ArtifactServer(image)) {
            var agent = agent(Behaviour.sound(3));
            var job = bytes(release.message("1.1.0", "UPDATE", image, server.url()));
            agent.announce(job);
            reportOf("SUCCEEDED");
            int downloads = server.ranges().size();
            TimeUnit.MILLISECONDS.sleep(200);

            agent.announce(job);

            assertThat(reportOf("SUCCEEDED").path("version").asText()).isEqualTo("1.1.0");
            assertThat(server.ranges()).hasSize(downloads);
        }
    }

    @Test
    void whatIsNotAJobIsIgnored() throws Exception {
        var agent = agent(Behaviour.sound(1));

        agent.announce(new byte[0]);
        agent.announce("{\"jobId\":1}".getBytes(StandardCharsets.UTF_8));

        assertThat(reports.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    private UpdateAgent agent(Behaviour behaviour) {
        var random = new SplittableRandom(1);
        return new UpdateAgent(
                new UpdateWork(
                        new UpdatePolicy(release.trusted()),
                        new ArtifactDownload(http, UnaryOperator.identity(), random),
                        new UpdateReports(this::publish, random),
                        new Temper(behaviour, 0),
                        firmware));
    }

    private CompletableFuture<Void> publish(String rest, byte[] payload) {
        try {
            if (rest.equals("ota/report")) {
                reports.add(JSON.readTree(payload));
            }
            return CompletableFuture.completedFuture(null);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private List<String> statesUntil(String last) throws InterruptedException {
        var states = new ArrayList<String>();
        while (!states.contains(last)) {
            var report = reports.poll(20, TimeUnit.SECONDS);
            assertThat(report).as("report after " + states).isNotNull();
            states.add(report.path("state").asText());
        }
        return states;
    }

    private JsonNode reportOf(String state) throws InterruptedException {
        for (; ; ) {
            var report = reports.poll(20, TimeUnit.SECONDS);
            assertThat(report).as("a report of " + state).isNotNull();
            if (report.path("state").asText().equals(state)) {
                return report;
            }
        }
    }

    private static byte[] tampered(byte[] image) {
        var copy = image.clone();
        copy[copy.length - 1] ^= 1;
        return copy;
    }

    private static byte[] bytes(JsonNode message) {
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }
}
