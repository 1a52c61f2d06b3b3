// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.ShadowName;
import io.muster.shadow.history.Replay.Past;
import io.muster.shadow.schedule.Timing;
import io.muster.shadow.support.StoredShadow;
import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A service that keeps nothing of the past. */
@QuarkusTest
@TestProfile(HistoryOffTest.Off.class)
class HistoryOffTest {

    /** Without history. */
    public static final class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("muster.shadow.history.enabled", "false");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(PostgresResource.class),
                    new TestResourceEntry(BrokerResource.class),
                    new TestResourceEntry(OidcResource.class));
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject Shadows shadows;
    @Inject ShadowHistory history;

    private final ShadowKey key =
            new ShadowKey(
                    new TenantId("default"),
                    new DeviceId("dev-" + UUID.randomUUID()),
                    new ShadowName("default"));

    @Test
    void knowsOnlyTheVersionOfNow() {
        write("{\"desired\":{\"a\":1}}");
        write("{\"desired\":{\"a\":2}}");

        assertThat(at(1)).isEqualTo(new Past.Forgotten());
        assertThat(at(2)).isInstanceOf(Past.Known.class);
    }

    @Test
    void aShadowCannotBeFollowed() {
        given().auth()
                .oauth2(TestTokens.of("viewer"))
                .get("/api/v1/devices/{id}/shadows/default/events", key.device().value())
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:history-off"))
                .body("detail", containsString("muster.shadow.history.enabled"));
    }

    private void write(String sections) {
        shadows.submit(
                        new Command.Alter(
                                key,
                                StoredShadow.write(sections, Timing.ALWAYS),
                                Expectation.NONE,
                                new Origin.Device(),
                                Optional.empty()))
                .await()
                .atMost(PATIENCE);
    }

    private Past at(long version) {
        return shadows.submit(new Command.Look(key))
                .map(seen -> ((Result.Seen) seen).stored().shadow())
                .chain(now -> history.at(key, now, version))
                .await()
                .atMost(PATIENCE);
    }
}
