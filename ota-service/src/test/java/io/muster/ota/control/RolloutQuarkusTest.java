// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.control;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.ota.support.Counters;
import io.muster.ota.support.Operator;
import io.muster.ota.support.OtaTest;
import io.muster.ota.support.Tables;
import io.muster.ota.support.TestDevice;
import io.muster.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OtaTest
class RolloutQuarkusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Map<String, Object> ONE_WAVE =
            Map.of("waves", List.of(100), "abort", Map.of("minSamples", 100));

    private final List<TestDevice> devices = new ArrayList<>();
    private Operator operator;

    /** Only now does the client know the service's port. */
    @BeforeEach
    void signIn() {
        operator = Operator.releaseManager();
    }

    @AfterEach
    void disconnect() {
        devices.forEach(TestDevice::close);
    }

    @Test
    void aGoodReleaseReachesEverybodyWaveByWave() {
        connect("good", 10);
        devices.forEach(device -> device.version("1.0.0"));
        var release = operator.release(TestDevice.PRODUCT, next());
        var rollout = operator.start(release, ids(), Map.of("waves", List.of(20, 50, 100)));

        onEveryJob(TestDevice::succeed);
        awaitState(rollout, "COMPLETED");

        var view = operator.rollout(rollout);
        assertThat(view.getList("waves.state")).doesNotContain("PENDING", "OPEN", "FAILED");
        assertThat(
                        view.getList("waves.counts.succeeded", Integer.class).stream()
                                .mapToInt(n -> n)
                                .sum())
                .isEqualTo(10);
        assertThat(operator.jobs(rollout))
                .hasSize(10)
                .allMatch(job -> job.get("state").equals("SUCCEEDED"))
                .allMatch(job -> job.get("previousVersion").equals("1.0.0"));
        Counters.assertExact(rollout);
        assertThat(devices).allMatch(device -> retained(device.id()).isEmpty());
    }

    @Test
    void theJobCarriesWhatTheDeviceVerifies() {
        connect("event", 1);
        var version = next();
        var release = operator.release(TestDevice.PRODUCT, version);
        operator.start(release, ids(), ONE_WAVE);

        var job = devices.getFirst().job();
        var known = operator.get("/releases/" + release).then().extract().jsonPath();

        assertThat(job.get("kind").asText()).isEqualTo("UPDATE");
        assertThat(job.get("version").asText()).isEqualTo(version);
        assertThat(job.get("manifest").asText()).isEqualTo(known.getString("manifest"));
        assertThat(job.get("signature").asText()).isEqualTo(known.getString("signature"));
        assertThat(job.get("keyId").asText()).isEqualTo(operator.keyId());
        var artifact = job.get("artifact");
        var url = artifact.get("url").asText();
        var bytes =
                given().get(url.substring(url.indexOf("/downloads")))
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray();
        assertThat(bytes).hasSize(artifact.get("size").asInt());
        devices.getFirst().succeed(job);
    }

    @Test
    void aBadReleaseIsStoppedAtItsFirstWaveAndTakenBack() {
        connect("bad", 10);
        var good = next();
        var release = operator.release(TestDevice.PRODUCT, good);
        devices.forEach(device -> device.version(good));
        var bad = operator.release(TestDevice.PRODUCT, next());
        var rollout = operator.start(bad, ids(), Map.of("waves", List.of(1, 10, 100)));

        onEveryJob((device, job) -> {
            if (job.get("kind").asText().equals("UPDATE")) {
                device.fail(job);
            } else {
                device.succeed(job);
            }
        });
        awaitState(rollout, "ROLLED_BACK");

        var view = operator.rollout(rollout);
        assertThat(view.getString("reason")).isEqualTo("gate-success-rate");
        assertThat(view.getList("waves.state")).isEqualTo(List.of("FAILED", "PENDING", "PENDING"));
        var jobs = operator.jobs(rollout);
        var updates = ofKind(jobs, "UPDATE");
        var rollbacks = ofKind(jobs, "ROLLBACK");
        assertThat(updates).hasSize(view.getInt("waves[0].counts.devices"));
        assertThat(rollbacks)
                .extracting(job -> job.get("device"))
                .containsExactlyInAnyOrderElementsOf(
                        updates.stream().map(job -> job.get("device")).toList());
        assertThat(rollbacks)
                .allMatch(job -> job.get("state").equals("SUCCEEDED"))
                .allMatch(job -> job.get("version").equals(good));
        assertThat(release).isNotEmpty();
        Counters.assertExact(rollout);
    }

    @Test
    void theAbortThresholdStopsARunningWave() {
        connect("slow", 10);
        var release = operator.release(TestDevice.PRODUCT, next());
        var settings =
                Map.<String, Object>of(
                        "waves", List.of(100),
                        "gate", Map.of("successPercent", 0),
                        "abort", Map.of("failurePercent", 20, "minSamples", 5),
                        "onAbort", "STOP");
        var rollout = operator.start(release, ids(), settings);
        var jobs = devices.stream().map(TestDevice::job).toList();

        IntStream.range(0, 4).forEach(i -> devices.get(i).succeed(jobs.get(i)));
        await().atMost(PATIENCE)
                .until(() -> operator.rollout(rollout).getInt("waves[0].counts.succeeded") == 4);
        assertThat(operator.rollout(rollout).getString("state")).isEqualTo("RUNNING");
        devices.get(4).report(jobs.get(4), "FAILED", "1.0.0", "broken");
        awaitState(rollout, "ABORTED");

        var view = operator.rollout(rollout);
        assertThat(view.getString("reason")).isEqualTo("abort-threshold");
        assertThat(view.getInt("waves[0].counts.withdrawn")).isEqualTo(5);
        assertThat(devices.subList(5, 10)).allMatch(device -> retained(device.id()).isEmpty());
        Counters.assertExact(rollout);
    }

    @Test
    void aPausedRolloutOffersNothing() {
        connect("paused", 4);
        var release = operator.release(TestDevice.PRODUCT, next());
        var settings = Map.<String, Object>of("waves", List.of(100), "maxInFlight", 2);
        var rollout = operator.start(release, ids(), settings);
        await().atMost(PATIENCE)
                .until(() -> operator.rollout(rollout).getInt("waves[0].counts.offered") == 2);

        command(rollout, "pause").then().statusCode(200).body("state", equalTo("PAUSED"));
        command(rollout, "pause").then().statusCode(200);
        var told = devices.stream().filter(device -> !retained(device.id()).isEmpty()).toList();
        told.forEach(device -> device.succeed(device.job()));
        await().atMost(PATIENCE)
                .until(() -> operator.rollout(rollout).getInt("waves[0].counts.succeeded") == 2);
        var others = devices.stream().filter(device -> !told.contains(device)).toList();
        assertThat(others).allMatch(TestDevice::toldNothing);

        command(rollout, "resume").then().statusCode(200).body("state", equalTo("RUNNING"));
        others.forEach(device -> device.succeed(device.job()));
        awaitState(rollout, "COMPLETED");
        Counters.assertExact(rollout);
    }

    @Test
    void duplicatesLateReportsAndStrangersChangeNothing() {
        connect("late", 2);
        var release = operator.release(TestDevice.PRODUCT, next());
        var rollout = operator.start(release, ids(), ONE_WAVE);
        var device = devices.getFirst();
        var job = device.job();
        var version = job.get("version").asText();

        devices.getLast().report(job, "FAILED", "", "not-mine");
        device.report(job, "INSTALLING", "");
        device.report(job, "DOWNLOADING", "");
        device.report(withRev(job), "FAILED", "");
        device.publish("ota/report", "nonsense");
        device.report(job, "SUCCEEDED", version);
        device.report(job, "SUCCEEDED", version);
        device.report(job, "FAILED", "", "too-late");
        devices.getLast().succeed(devices.getLast().job());
        awaitState(rollout, "COMPLETED");

        assertThat(operator.jobs(rollout)).allMatch(each -> each.get("state").equals("SUCCEEDED"));
        var counts = operator.rollout(rollout);
        assertThat(counts.getInt("waves[0].counts.succeeded")).isEqualTo(2);
        assertThat(counts.getInt("waves[0].counts.failed")).isZero();
        Counters.assertExact(rollout);
    }

    private static JsonNode withRev(JsonNode job) {
        return ((com.fasterxml.jackson.databind.node.ObjectNode) job.deepCopy())
                .put("rev", job.get("rev").asLong() + 1);
    }

    @Test
    void silenceIsAFailure() {
        connect("timed", 1);
        var release = operator.release(TestDevice.PRODUCT, next());
        var settings =
                Map.<String, Object>of(
                        "waves",
                        List.of(100),
                        "timeouts",
                        Map.of("accept", "PT1S"),
                        "onAbort",
                        "STOP");
        var rollout = operator.start(release, ids(), settings);

        awaitState(rollout, "ABORTED");

        assertThat(operator.jobs(rollout).getFirst())
                .containsEntry("state", "TIMED_OUT")
                .containsEntry("reason", "accept-timeout");
        assertThat(retained("timed-0")).isEmpty();
    }

    @Test
    void aGateMayAskTheOperator() {
        connect("gated", 2);
        var release = operator.release(TestDevice.PRODUCT, next());
        var settings =
                Map.<String, Object>of(
                        "waves", List.of(100),
                        "gate", Map.of("successPercent", 100, "onFailure", "PAUSE"),
                        "abort", Map.of("minSamples", 100));
        var rollout = operator.start(release, ids(), settings);

        devices.get(0).report(devices.get(0).job(), "REJECTED", "1.0.0", "no-power");
        awaitState(rollout, "PAUSED");
        assertThat(operator.rollout(rollout).getString("reason")).isEqualTo("gate-success-rate");
        command(rollout, "resume").then().statusCode(200);
        devices.get(1).succeed(devices.get(1).job());

        awaitState(rollout, "COMPLETED");
    }

    @Test
    void twoRolloutsTakeTurnsAtADevice() {
        connect("twice", 1);
        var first = operator.release(TestDevice.PRODUCT, next());
        var second = operator.release(TestDevice.PRODUCT, next());
        var one = operator.start(first, ids(), ONE_WAVE);
        var firstJob = devices.getFirst().job();
        var two = operator.start(second, ids(), ONE_WAVE);
        await().atMost(PATIENCE)
                .until(() -> operator.rollout(two).getInt("waves[0].counts.queued") == 1);

        devices.getFirst().succeed(firstJob);
        awaitState(one, "COMPLETED");
        var secondJob = devices.getFirst().job();
        devices.getFirst().succeed(secondJob);
        awaitState(two, "COMPLETED");

        assertThat(secondJob.get("rev").asLong()).isGreaterThan(firstJob.get("rev").asLong());
    }

    @Test
    void whoRunsTheVersionAlreadyGetsNoJob() {
        connect("early", 2);
        var version = next();
        devices.getFirst().version(version);
        var release = operator.release(TestDevice.PRODUCT, version);
        await().atMost(PATIENCE).until(() -> installed("early-0").equals(version));
        var rollout = operator.start(release, ids(), ONE_WAVE);

        devices.getLast().succeed(devices.getLast().job());
        awaitState(rollout, "COMPLETED");

        assertThat(operator.jobs(rollout).getFirst())
                .containsEntry("state", "SKIPPED")
                .containsEntry("reason", "already-installed");
    }

    @Test
    void allMeansEveryEnrolledDeviceOfTheTenant() {
        var small = Operator.of("release-manager@small");
        var release = small.release(TestDevice.PRODUCT, next());
        var rollout =
                small.start(
                        release,
                        List.of(),
                        Map.of("target", Map.of("all", true), "waves", List.of(100)));

        await().atMost(PATIENCE)
                .until(() -> small.rollout(rollout).getInt("waves[0].counts.offered") == 3);
        assertThat(small.jobs(rollout))
                .extracting(job -> job.get("device"))
                .containsExactly("a", "b", "c");
        small.post("/rollouts/" + rollout + "/abort", Map.of()).then().statusCode(200);
        await().atMost(PATIENCE)
                .until(() -> small.rollout(rollout).getString("state").equals("ROLLED_BACK"));
    }

    @Test
    void commandsKeepToTheRules() {
        var release = operator.release(TestDevice.PRODUCT, next());
        var request =
                Map.of(
                        "release",
                        release,
                        "target",
                        Map.of("devices", List.of("gone-0")),
                        "requireApproval",
                        true);
        String rollout =
                operator.post("/rollouts", request).then().statusCode(201).extract().path("id");

        command(rollout, "pause")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:rollout-state"));
        command(rollout, "start")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:muster:problem:four-eyes"));
        as("release-approver", rollout, "start", "\"7\"").then().statusCode(412);
        as("release-approver", rollout, "start", "\"1\"")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        as("viewer", rollout, "abort", "*").then().statusCode(403);
        as("release-approver@other", rollout, "abort", "*").then().statusCode(404);
        given().post("/api/v1/rollouts/" + rollout + "/abort").then().statusCode(401);
        command(rollout, "abort").then().statusCode(200);
        given().auth()
                .oauth2(TestTokens.of("viewer@other"))
                .get("/api/v1/rollouts/" + rollout)
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(TestTokens.of("viewer"))
                .get("/api/v1/rollouts")
                .then()
                .statusCode(200);
    }

    @Test
    void whatIsNoPlanIsRefused() {
        var release = operator.release(TestDevice.PRODUCT, next());
        var all = Map.of("all", true);
        for (var flawed :
                List.<Map<String, Object>>of(
                        Map.of("release", release, "target", Map.of()),
                        Map.of("release", release, "target", Map.of("devices", List.of("nobody"))),
                        Map.of("release", release, "target", all, "waves", List.of(10, 5)),
                        Map.of("release", release, "target", all, "waves", List.of(0.001)),
                        Map.of(
                                "release",
                                release,
                                "target",
                                all,
                                "timeouts",
                                Map.of("total", "PT0S")),
                        Map.of("release", release, "target", all, "rollbackRelease", release),
                        Map.of("release", new java.util.UUID(0, 0), "target", all))) {
            operator.post("/rollouts", flawed)
                    .then()
                    .statusCode(422)
                    .contentType("application/problem+json");
        }
        operator.post("/rollouts", Map.of("target", all)).then().statusCode(400);
        operator.post(
                        "/rollouts",
                        Map.of(
                                "release",
                                release,
                                "target",
                                all,
                                "gate",
                                Map.of("successPercent", 101)))
                .then()
                .statusCode(400);
    }

    private io.restassured.response.Response command(String rollout, String verb) {
        return operator.post("/rollouts/" + rollout + "/" + verb, Map.of());
    }

    private static io.restassured.response.Response as(
            String user, String rollout, String verb, String ifMatch) {
        return given().auth()
                .oauth2(TestTokens.of(user))
                .header("If-Match", ifMatch)
                .post("/api/v1/rollouts/" + rollout + "/" + verb);
    }

    private void connect(String group, int count) {
        IntStream.range(0, count).forEach(i -> devices.add(TestDevice.connect(group + "-" + i)));
    }

    private List<String> ids() {
        return devices.stream().map(TestDevice::id).toList();
    }

    private static String next() {
        return "1." + System.nanoTime() + ".0";
    }

    /** Has every device answer its jobs from now on. */
    private void onEveryJob(BiConsumer<TestDevice, JsonNode> answer) {
        devices.forEach(device -> device.onEveryJob(answer));
    }

    private void awaitState(String rollout, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(operator.rollout(rollout).getString("state")).isEqualTo(state));
    }

    private static List<Map<String, Object>> ofKind(List<Map<String, Object>> jobs, String kind) {
        return jobs.stream().filter(job -> job.get("kind").equals(kind)).toList();
    }

    /** What a device that subscribes now is told; empty when its topic was cleared. */
    private static String retained(String device) {
        try (var late = TestDevice.connect(device)) {
            return late.toldNothing() ? "" : "told";
        }
    }

    private static String installed(String device) {
        var query = "SELECT version FROM installed WHERE device_id = ?";
        return Tables.first(query, device, String.class).orElse("");
    }
}
