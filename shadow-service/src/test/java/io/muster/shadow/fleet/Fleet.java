// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.fleet;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.change.Change;
import io.muster.shadow.delivery.Ack;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.ShadowName;
import io.muster.shadow.schedule.Timing;
import io.muster.shadow.store.Command;
import io.muster.shadow.store.Origin;
import io.muster.shadow.store.Result;
import io.muster.shadow.store.ShadowKey;
import io.muster.shadow.store.Shadows;
import io.muster.shadow.support.StoredShadow;
import io.muster.testkit.TestTokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The shadows of a tenant that nobody else has. */
record Fleet(Shadows shadows, String tenant) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String INDEXES = "/api/v1/shadow-indexes";

    static Fleet of(Shadows shadows) {
        return new Fleet(shadows, "t" + UUID.randomUUID().toString().substring(0, 8));
    }

    RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.of(role + "@" + tenant));
    }

    /** What a write of sections, such as {@code {"reported":{…}}}, comes to. */
    Uni<Result> writing(String device, String sections) {
        return submit(device, StoredShadow.write(sections, Timing.ALWAYS));
    }

    void write(String device, String sections) {
        var result = writing(device, sections).await().atMost(PATIENCE);
        assertThat(result).isInstanceOf(Result.Done.class);
    }

    void writeAll(Map<String, String> sectionsByDevice) {
        var writes = new ArrayList<Uni<Result>>();
        sectionsByDevice.forEach((device, sections) -> writes.add(writing(device, sections)));
        Uni.join().all(writes).usingConcurrencyOf(400).andFailFast().await().atMost(PATIENCE);
    }

    void erase(String device) {
        submit(device, new Change.Erase()).await().atMost(PATIENCE);
    }

    void acknowledge(String device, Ack ack) {
        submit(device, new Change.Acknowledge(ack)).await().atMost(PATIENCE);
    }

    private Uni<Result> submit(String device, Change change) {
        var key =
                new ShadowKey(
                        new TenantId(tenant), new DeviceId(device), new ShadowName("default"));
        return shadows.submit(
                new Command.Alter(
                        key, change, Expectation.NONE, new Origin.Device(), Optional.empty()));
    }

    String declare(String path) {
        return as("operator")
                .contentType("application/json")
                .body(Map.of("path", path))
                .post(INDEXES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    void index(String... paths) {
        for (var path : paths) {
            awaitReady(declare(path));
        }
    }

    void awaitReady(String id) {
        await().atMost(PATIENCE)
                .until(() -> as("viewer").get(INDEXES + "/" + id).path("state").equals("ready"));
    }

    ValidatableResponse search(String filter) {
        return as("viewer").queryParam("filter", filter).get("/api/v1/shadows/search").then();
    }

    ValidatableResponse scan(String filter) {
        return as("viewer")
                .queryParam("filter", filter)
                .queryParam("allowScan", true)
                .get("/api/v1/shadows/search")
                .then();
    }

    List<String> found(String filter) {
        return search(filter).statusCode(200).extract().path("items.deviceId");
    }

    List<String> scanned(String filter) {
        return scan(filter).statusCode(200).extract().path("items.deviceId");
    }
}
