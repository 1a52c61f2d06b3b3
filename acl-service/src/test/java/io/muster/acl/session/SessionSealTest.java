// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.CertificateFacts;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Principal.Token;
import io.muster.acl.decision.Proof;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionSealTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final Instant LATER = NOW.plusSeconds(3600);
    private static final SessionSeal SEAL = new SessionSeal(List.of("0123456789abcdef"));

    private static final Origin ORIGIN = new Origin("10.0.0.9", "ssl:default", "mqtt5", true);

    private static Device device(String tenant, String name) {
        var issuer = "CN=Muster Issuing CA 2026,O=" + tenant;
        var san = List.of("urn:device:" + tenant + ":" + name);
        var facts = new CertificateFacts(name, "7f".repeat(16), issuer, san, List.of(), true);
        return new Device(new TenantId(tenant), new DeviceId(name), "ab".repeat(32), facts);
    }

    private static Caller caller(Principal principal, String clientId, @Nullable String username) {
        return new Caller(principal.subject(), clientId, username, ORIGIN);
    }

    private static Session sealed(SessionSeal seal, Device device) {
        var caller = caller(device, device.device().value(), null);
        return seal.seal("b", device, caller, NOW, LATER);
    }

    private static Session sealed(ObjectNode claims) {
        var token =
                new Token("https://idp", "ota", "subject", null, Set.of("service", "x"), claims);
        return SEAL.seal("b", token, caller(token, "ota-events", "ota"), NOW, null);
    }

    @Test
    void aDevicesSessionIsRecoveredWhole() {
        var sealed = sealed(SEAL, device("acme", "dev-1"));

        assertThat(SEAL.open(sealed.seal(), NOW)).contains(sealed);
    }

    @Test
    void aServicesSessionIsRecoveredWhole() {
        var sealed = sealed(JSON.objectNode().put("ward", 7).set("a", JSON.arrayNode().add("b")));

        assertThat(SEAL.open(sealed.seal(), NOW)).contains(sealed);
    }

    @Test
    void whateverProvedTheDeviceIsRecovered() {
        var tenant = new TenantId("acme");
        var id = new DeviceId("dev-1");
        var facts = new CertificateFacts("other", "7f", "CN=CA", List.of(), List.of("d"), true);
        var claims = JSON.objectNode().put("ward", 7);
        var token = new Token("https://idp", "app", "alice", tenant, Set.of("nurses"), claims);
        for (var device :
                List.of(
                        new Device(tenant, id, new Proof.Trusted("ab", facts), null),
                        new Device(tenant, id, new Proof.Enrolled("ab", facts), token),
                        new Device(tenant, id, new Proof.Pinned("ab", "key:cd", facts), null),
                        new Device(tenant, id, new Proof.Password("user", "mark"), null),
                        Device.asserted(tenant, id))) {
            var sealed = sealed(SEAL, device);

            assertThat(SEAL.open(sealed.seal(), NOW)).contains(sealed);
            assertThat(sealed(SEAL, device).id()).isNotEqualTo(sealed.id());
        }
    }

    /** Half of the claims could open what the other half closes. */
    @Test
    void aSessionWithTooManyClaimsIsNotRecoveredAtAll() {
        var sealed = sealed(JSON.objectNode().put("long", "x".repeat(5000)));

        assertThat(sealed.seal().length()).isLessThan(200);
        assertThat(SEAL.open(sealed.seal(), NOW)).isEmpty();
    }

    @Test
    void aSealOfAnotherKeyOrAChangedOneIsNone() {
        var session = sealed(SEAL, device("acme", "dev-1"));
        var seal = session.seal();
        var other = sealed(new SessionSeal(List.of("fedcba9876543210")), device("acme", "dev-1"));

        assertThat(SEAL.open(other.seal(), NOW)).isEmpty();
        for (int i = 0; i < seal.length(); i++) {
            var changed =
                    seal.substring(0, i)
                            + (seal.charAt(i) == 'A' ? 'B' : 'A')
                            + seal.substring(i + 1);
            assertThat(
                            SEAL.open(changed, NOW)
                                    .filter(opened -> !opened.caller().equals(session.caller())))
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
        var longest = device("t".repeat(63), "d".repeat(128));

        assertThat(sealed(SEAL, longest).seal().length()).isLessThanOrEqualTo(1280);
    }
}
