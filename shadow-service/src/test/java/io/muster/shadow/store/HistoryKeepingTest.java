// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowName;
import io.muster.shadow.history.PastVersion;
import io.muster.shadow.history.Replay.Past;
import io.muster.shadow.schedule.Timing;
import io.muster.shadow.support.StoredShadow;
import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much of the past is kept. */
@QuarkusTest
@TestProfile(HistoryKeepingTest.FewVersions.class)
class HistoryKeepingTest {

    /** Two snapshots' worth of versions. */
    public static final class FewVersions implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("muster.shadow.history.versions", "65");
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
    @Inject Forgetting forgetting;
    @Inject Pool pool;

    private final ShadowKey key =
            new ShadowKey(
                    new TenantId("default"),
                    new DeviceId("dev-" + UUID.randomUUID()),
                    new ShadowName("default"));

    @Test
    void theOldestVersionsGoWhenThereAreTooManyAndAllThatStayCanBeRead() {
        write(1, 192);

        assertThat(listed()).hasSize(129).endsWith(64L);
        for (long version = 64; version <= 192; version++) {
            assertThat(at(version)).isInstanceOf(Past.Known.class);
        }
        assertThat(at(63)).isEqualTo(new Past.Forgotten());
        assertThat(at(1)).isEqualTo(new Past.Forgotten());
        assertThat(at(0)).isEqualTo(new Past.Never());
        assertThat(atTime(Instant.parse("2020-01-01T00:00:00Z"))).isEqualTo(new Past.Forgotten());
    }

    @Test
    void whatIsTooOldIsForgottenAndWhatIsNowIsKnown() {
        write(1, 3);
        age(1, Duration.ofDays(32));
        age(2, Duration.ofDays(30));

        forgetting.forgetOld().await().atMost(PATIENCE);

        assertThat(listed()).containsExactly(3L, 2L);
        assertThat(at(1)).isEqualTo(new Past.Forgotten());
        assertThat(at(2)).as("builds on the first one").isEqualTo(new Past.Forgotten());
        assertThat(at(3)).isInstanceOf(Past.Known.class);
        assertThat(atTime(Instant.now().plusSeconds(60))).isInstanceOf(Past.Known.class);
    }

    @Test
    void whatWasBetweenIsNotTakenForWhatWasBefore() {
        write(1, 4);
        sql("DELETE FROM shadow_version WHERE device_id = $1 AND version = 3", Tuple.of(device()));
        age(2, Duration.ofDays(2));

        assertThat(at(2)).isInstanceOf(Past.Known.class);
        assertThat(at(3)).isEqualTo(new Past.Forgotten());
        assertThat(atTime(Instant.now().minus(Duration.ofDays(1)))).isEqualTo(new Past.Forgotten());
    }

    private void write(int first, int last) {
        var results =
                IntStream.rangeClosed(first, last)
                        .mapToObj(n -> shadows.submit(wish(n)).memoize().indefinitely())
                        .toList();
        Uni.join().all(results).andFailFast().await().atMost(PATIENCE);
    }

    private Command wish(int n) {
        return new Command.Alter(
                key,
                StoredShadow.write("{\"desired\":{\"n\":%d}}".formatted(n), Timing.ALWAYS),
                Expectation.NONE,
                new Origin.Operator("anna"),
                Optional.empty());
    }

    private List<Long> listed() {
        var all =
                new ShadowHistory.Span(
                        0,
                        Long.MAX_VALUE,
                        Instant.parse("0001-01-01T00:00:00Z"),
                        Instant.parse("9999-01-01T00:00:00Z"));
        return history.list(key, all, 1000).await().atMost(PATIENCE).stream()
                .map(PastVersion::version)
                .toList();
    }

    private Past at(long version) {
        return history.at(key, now(), version).await().atMost(PATIENCE);
    }

    private Past atTime(Instant time) {
        return history.at(key, now(), time).await().atMost(PATIENCE);
    }

    private Shadow now() {
        var seen = shadows.submit(new Command.Look(key)).await().atMost(PATIENCE);
        return ((Result.Seen) seen).stored().shadow();
    }

    private void age(long version, Duration age) {
        sql(
                "UPDATE shadow_version SET made_at = $3 WHERE device_id = $1 AND version <= $2"
                        + " AND made_at > $3",
                Tuple.of(device(), version, Instant.now().minus(age).atOffset(ZoneOffset.UTC)));
    }

    private String device() {
        return key.device().value();
    }

    private void sql(String statement, Tuple parameters) {
        pool.preparedQuery(statement).execute(parameters).await().atMost(PATIENCE);
    }
}
