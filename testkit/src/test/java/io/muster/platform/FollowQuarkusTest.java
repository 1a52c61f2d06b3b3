// SPDX-License-Identifier: Apache-2.0
package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.event.CloudEvent;
import io.muster.platform.follow.EventFollowers;
import io.muster.platform.follow.SnapshotTarget;
import io.muster.platform.topic.TenantId;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A follower over HTTP, with a service token of the real issuer. */
@QuarkusTest
class FollowQuarkusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String END = "{\"kind\":\"end\"}";

    @Inject EventFollowers followers;

    @TestHTTPResource("/")
    URI self;

    private final List<String> calls = new CopyOnWriteArrayList<>();

    private final SnapshotTarget target =
            new SnapshotTarget() {
                @Override
                public Uni<Void> begin() {
                    return told("begin");
                }

                @Override
                public Uni<Void> line(ObjectNode line) {
                    return told(line.path("device").asText());
                }

                @Override
                public Uni<Void> commit() {
                    return told("commit");
                }

                @Override
                public Uni<Void> apply(CloudEvent event) {
                    return told("#" + event.sequence());
                }

                private Uni<Void> told(String call) {
                    return Uni.createFrom().item(calls.add(call)).replaceWithVoid();
                }
            };

    private static String head(long sequence) {
        return "{\"kind\":\"head\",\"tenant\":\"default\",\"sequence\":" + sequence + "}";
    }

    private static CloudEvent event(long sequence) {
        return new CloudEvent(
                "id",
                "/registry",
                "device.created",
                "d",
                new TenantId("default"),
                sequence,
                Instant.EPOCH,
                JsonNodeFactory.instance.objectNode());
    }

    @Test
    void aModelIsFilledAndKeptUpToDate() {
        var lines = new ArrayList<>(List.of(head(7)));
        var devices = IntStream.range(0, 20_000).mapToObj(n -> "dev-" + n).toList();
        devices.forEach(id ->
                lines.add(
                        "{\"kind\":\"device\",\"tenant\":\"default\",\"device\":\"" + id + "\"}"));
        lines.add(END);
        OwnerResource.LINES.set(lines);

        var follower = followers.follow("registry", self.toString().replaceAll("/$", ""), target);
        await().atMost(PATIENCE).until(follower::ready);
        OwnerResource.LINES.set(List.of(head(8), END));
        follower.accept(event(8)).await().atMost(PATIENCE);

        assertThat(calls).startsWith("begin", "dev-0").contains("#8");
        assertThat(calls.subList(1, 20_001)).isEqualTo(devices);
        assertThat(calls.get(20_001)).isEqualTo("commit");

        calls.clear();
        OwnerResource.LINES.set(List.of(head(12), END));
        follower.accept(event(11)).await().atMost(PATIENCE);
        assertThat(calls).startsWith("begin", "commit").doesNotContain("#11");
    }

    @Test
    void anEventThatGotLostIsNoticedByItself() {
        OwnerResource.LINES.set(List.of(head(1), END));
        var follower = followers.follow("registry", self.toString().replaceAll("/$", ""), target);
        await().atMost(PATIENCE).until(follower::ready);
        calls.clear();

        OwnerResource.LINES.set(List.of(head(2), END));

        await().atMost(PATIENCE).until(() -> calls.contains("commit"));
        assertThat(follower.staleness()).isLessThan(Duration.ofSeconds(5));
    }
}
