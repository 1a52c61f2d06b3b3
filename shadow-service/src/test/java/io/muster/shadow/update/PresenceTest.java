// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import static io.muster.shadow.support.Operator.read;
import static io.muster.shadow.support.Operator.wish;
import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.shadow.store.Connection;
import io.muster.shadow.store.Connections;
import io.muster.shadow.store.Contact;
import io.muster.shadow.store.Shadows;
import io.muster.shadow.support.Presence;
import io.muster.shadow.support.StoredShadow;
import io.muster.shadow.support.TestDevice;
import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a shadow shows of its device's connection. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(OidcResource.class)
class PresenceTest {

    private static final String AT = "2026-01-01T00:00:00Z";
    private static final long EVENTS = 500;

    private final TestDevice device = TestDevice.connect("dev-" + UUID.randomUUID());

    @Inject Shadows shadows;
    @Inject Connections connections;

    @AfterEach
    void disconnect() {
        device.close();
    }

    /** Which session counts is for the registry to say; what it says is shown. */
    @Test
    void case68AShadowShowsWhetherItsDeviceIsConnectedSinceWhenAndWhy() {
        wish(device, "{\"n\":1}");
        awaitPresence("{\"state\":\"unknown\"}");

        Presence.tell(device, true, AT, "connected");
        awaitPresence("{\"state\":\"online\",\"since\":\"" + AT + "\",\"reason\":\"connected\"}");

        Presence.tell(device, false, AT, "will");
        awaitPresence("{\"state\":\"offline\",\"since\":\"" + AT + "\",\"reason\":\"will\"}");

        Presence.flapping(device);
        awaitPresence("{\"state\":\"unknown\"}");
    }

    @Test
    void aTimeThatIsNoTimeIsLeftOut() {
        wish(device, "{\"n\":1}");

        Presence.tell(device, true, "yesterday", "connected");

        awaitPresence("{\"state\":\"online\",\"reason\":\"connected\"}");
    }

    @Test
    void ofManyEventsAtATimeTheNewestHoldsWhateverTheirOrder() {
        wish(device, "{\"n\":1}");
        var key = shadow().key();
        var sequences = LongStream.rangeClosed(1, EVENTS).boxed().collect(Collectors.toList());
        Collections.shuffle(sequences, new Random(7));

        Multi.createFrom()
                .iterable(sequences)
                .onItem()
                .transformToUni(n -> connections.note(key.tenant(), key.device(), connection(n), n))
                .merge(64)
                .collect()
                .last()
                .await()
                .atMost(Duration.ofSeconds(30));

        assertThat(shadow().stored().connection())
                .isEqualTo(connection(sequences.stream().max(naturalOrder()).orElseThrow()));
    }

    private static Connection connection(long n) {
        var contact = n % 2 == 0 ? Contact.CONNECTED : Contact.AWAY;
        return new Connection(contact, Instant.ofEpochSecond(n), "reason " + n);
    }

    private StoredShadow shadow() {
        return new StoredShadow(shadows, device);
    }

    private void awaitPresence(String expected) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(read(device)).contains("\"presence\":" + expected));
    }
}
