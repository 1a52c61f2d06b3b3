// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.session;

import static io.muster.acl.session.Sessions.Admission.ADMITTED;
import static io.muster.acl.session.Sessions.Admission.FULL;
import static io.muster.acl.session.Sessions.Admission.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Caller;
import io.muster.acl.decision.CertificateFacts;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Principal.Device;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);

    private final Sessions sessions = new Sessions(2, Duration.ofHours(1));

    private static Session session(String tenant, String fingerprint, Instant at) {
        return session(tenant, fingerprint, "dev-1", at);
    }

    private static Session session(String tenant, String fingerprint, String clientId, Instant at) {
        var device =
                new Device(
                        new TenantId(tenant),
                        new DeviceId("dev-1"),
                        fingerprint,
                        CertificateFacts.asserted("dev-1"));
        var caller = new Caller(device.subject(), clientId, null, Origin.UNKNOWN);
        return new Session("b", device, caller, at, at.plusSeconds(7200), fingerprint);
    }

    @Test
    void theSameIdentityTakesItsOwnPlace() {
        assertThat(sessions.admit(session("t", "one", NOW), _ -> false)).isEqualTo(ADMITTED);
        var renewed = session("t", "two", NOW);

        assertThat(sessions.admit(renewed, _ -> false)).isEqualTo(ADMITTED);
        assertThat(sessions.find("b", "dev-1")).contains(renewed);
        assertThat(sessions.size()).isEqualTo(1);
    }

    @Test
    void anotherIdentityDoesNotGetTheClientId() {
        var mine = session("t", "one", NOW);
        sessions.admit(mine, _ -> false);

        assertThat(sessions.admit(session("u", "two", NOW), _ -> false)).isEqualTo(TAKEN);
        assertThat(sessions.find("b", "dev-1")).contains(mine);
    }

    @Test
    void itDoesWhenTheSessionIsOver() {
        sessions.admit(session("t", "one", NOW), _ -> false);

        assertThat(sessions.admit(session("u", "two", NOW), _ -> true)).isEqualTo(ADMITTED);
        assertThat(sessions.admit(session("v", "x", NOW.plusSeconds(3601)), _ -> false))
                .as("idle for too long")
                .isEqualTo(ADMITTED);
    }

    @Test
    void whoIsHeardOfIsNotIdle() {
        sessions.admit(session("t", "one", NOW), _ -> false);
        sessions.touch("b", "dev-1", NOW.plusSeconds(3000));

        sessions.prune(NOW.plusSeconds(4000));

        assertThat(sessions.size()).isEqualTo(1);
        sessions.prune(NOW.plusSeconds(7300));
        assertThat(sessions.size()).isZero();
    }

    @Test
    void thereIsABound() {
        sessions.admit(session("t", "one", "a", NOW), _ -> false);
        sessions.admit(session("t", "one", "b", NOW), _ -> false);

        assertThat(sessions.admit(session("t", "one", "c", NOW), _ -> false)).isEqualTo(FULL);
        assertThat(sessions.admit(session("t", "two", "b", NOW), _ -> false)).isEqualTo(ADMITTED);
    }

    @Test
    void onlyTheVerySessionIsRemoved() {
        var old = session("t", "one", NOW);
        var renewed = session("t", "two", NOW);
        sessions.admit(old, _ -> false);
        sessions.admit(renewed, _ -> false);

        sessions.remove(old);
        assertThat(sessions.find("b", "dev-1")).contains(renewed);

        sessions.remove(renewed);
        assertThat(sessions.find("b", "dev-1")).isEmpty();
    }
}
