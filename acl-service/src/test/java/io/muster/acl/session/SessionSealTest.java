// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Principal.Token;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionSealTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final Instant LATER = NOW.plusSeconds(3600);
    private static final SessionSeal SEAL = new SessionSeal("0123456789abcdef");

    private static Caller device(String name) {
        var device = new Device(new TenantId("acme"), new DeviceId(name), "ab".repeat(32));
        return new Caller(device, name, null);
    }

    private static Caller service() {
        var token = new Token("ota-service", "subject", null, Set.of("service", "x"));
        return new Caller(token, "ota-service-events", "ota-service");
    }

    @Test
    void aDevicesSessionIsRecoveredWhole() {
        var sealed = SEAL.seal("b", device("dev-1"), NOW, LATER);

        assertThat(SEAL.open(sealed.seal(), NOW)).contains(sealed);
    }

    @Test
    void aServicesSessionIsRecoveredWhole() {
        var sealed = SEAL.seal("b", service(), NOW, null);

        assertThat(SEAL.open(sealed.seal(), NOW)).contains(sealed);
    }

    @Test
    void aSealOfAnotherKeyOrAChangedOneIsNone() {
        var seal = SEAL.seal("b", device("dev-1"), NOW, LATER).seal();
        var other = new SessionSeal("fedcba9876543210").seal("b", device("dev-1"), NOW, LATER);

        assertThat(SEAL.open(other.seal(), NOW)).isEmpty();
        for (int i = 0; i < seal.length(); i++) {
            var changed =
                    seal.substring(0, i)
                            + (seal.charAt(i) == 'A' ? 'B' : 'A')
                            + seal.substring(i + 1);
            assertThat(
                            SEAL.open(changed, NOW)
                                    .filter(session -> !session.caller().equals(device("dev-1"))))
                    .as("character %d", i)
                    .isEmpty();
        }
        assertThat(SEAL.open("", NOW)).isEmpty();
        assertThat(SEAL.open(".", NOW)).isEmpty();
        assertThat(SEAL.open("A.A", NOW)).isEmpty();
        assertThat(SEAL.open("A".repeat(9000), NOW)).isEmpty();
    }

    @Test
    void theLongestNamesStayBelowWhatBrokersKeep() {
        var longest = "d".repeat(128);
        var tenant = new TenantId("t".repeat(63));
        var caller =
                new Caller(
                        new Device(tenant, new DeviceId(longest), "ab".repeat(32)), longest, null);

        assertThat(SEAL.seal("sandbox", caller, NOW, LATER).seal().length())
                .isLessThanOrEqualTo(512);
    }
}
