// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionExpiryTest {

    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
    private final SessionExpiry expiry = new SessionExpiry(ended::add);

    @AfterEach
    void close() {
        expiry.close();
    }

    @Test
    void aConnectionEndsWithItsCredentials() throws Exception {
        var start = System.nanoTime();
        expiry.connected("dev-1", session("s", 300));

        assertThat(ended.poll(5, TimeUnit.SECONDS)).isEqualTo("dev-1");
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isGreaterThan(250);
        assertThat(expiry.planned()).isZero();
    }

    @Test
    void aNewConnectionIsNotEndedWithTheCredentialsOfTheEarlierOne() throws Exception {
        expiry.connected("dev-1", session("earlier", 200));
        expiry.connected("dev-1", session("later", 60_000));
        expiry.connected("dev-2", session("earlier", 200));
        expiry.connected("dev-2", new Session("later", null, null));

        assertThat(ended.poll(500, TimeUnit.MILLISECONDS)).isNull();
        assertThat(expiry.planned()).isEqualTo(1);
    }

    @Test
    void theEndOfAConnectionThatWasTakenOverLeavesTheNewOnesPlan() throws Exception {
        expiry.connected("dev-1", session("earlier", 60_000));
        expiry.connected("dev-1", session("later", 200));
        expiry.disconnected("dev-1", session("earlier", 60_000));

        assertThat(ended.poll(5, TimeUnit.SECONDS)).isEqualTo("dev-1");
    }

    @Test
    void nothingIsPlannedForWhoeverIsGone() throws Exception {
        expiry.connected("dev-1", session("s", 200));
        expiry.disconnected("dev-1", session("s", 200));

        assertThat(expiry.planned()).isZero();
        assertThat(ended.poll(500, TimeUnit.MILLISECONDS)).isNull();
    }

    private static Session session(String id, long millis) {
        return new Session(id, Instant.now().plusMillis(millis), null);
    }
}
