// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.TestAuthority;
import io.muster.acl.decision.CertificateFacts;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Proof;
import io.muster.acl.decision.Reason;
import io.muster.platform.event.CloudEvent;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claim certificates, of which the registry tells as of devices' certificates. */
class ClaimTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final TenantId TENANT = new TenantId("default");
    private static final DeviceId CLAIM = new DeviceId("claim-0123456789abcdef0123456789abcdef");
    private static final TestAuthority ISSUER = new TestAuthority("Issuing CA");

    private final FleetModel model =
            new FleetModel(
                    () -> Optional.of(Duration.ZERO), Duration.ofMinutes(1), Duration.ofMillis(1));
    private final FleetTarget target = new FleetTarget(model, new Nobody());
    private long sequence;

    private static final class Nobody implements FleetListener {

        @Override
        public void fell(DeviceKey device) {}

        @Override
        public void replaced(Fleet fleet) {}

        @Override
        public void distrusted(Fleet fleet, TenantId tenant) {}
    }

    @BeforeEach
    void begin() {
        target.begin().await().indefinitely();
        target.line(
                        line("issuer")
                                .put("issuer", ISSUER.fingerprint())
                                .put("certificatePem", ISSUER.pem())
                                .put("state", "ISSUING"))
                .await()
                .indefinitely();
        target.line(claim(line("claim"), "f1").put("status", "ACTIVE")).await().indefinitely();
        target.commit().await().indefinitely();
    }

    @Test
    void aClaimNeedsNoDevice() {
        assertThat(objection(claimed("f1"))).isEmpty();
        assertThat(objection(claimed("f2"))).contains(Reason.CERTIFICATE_UNKNOWN);

        tell("claim.issued", "f2");

        assertThat(objection(claimed("f2"))).isEmpty();
    }

    @Test
    void aClaimIsNoDevicesCertificate() {
        var device = new Device(TENANT, CLAIM, "f1", facts());

        assertThat(objection(device)).contains(Reason.DEVICE_BARRED);
        assertThat(device.sameAs(claimed("f1"))).isFalse();
    }

    @Test
    void aRevokedClaimIsGoodForNothing() {
        tell("claim.revoked", "f1");
        tell("claim.issued", "f1");

        assertThat(objection(claimed("f1"))).contains(Reason.REVOKED);
    }

    private Optional<Reason> objection(Device principal) {
        return model.objection(principal, NOW);
    }

    private static Device claimed(String fingerprint) {
        return new Device(TENANT, CLAIM, new Proof.Claim(fingerprint, facts()), null);
    }

    private static CertificateFacts facts() {
        return new CertificateFacts(
                CLAIM.value(), "1f", "CN=Issuing CA", List.of(), List.of(), true);
    }

    private void tell(String type, String fingerprint) {
        var data = claim(JsonNodeFactory.instance.objectNode(), fingerprint);
        target.apply(
                        new CloudEvent(
                                "id-" + sequence,
                                "/registry",
                                type,
                                CLAIM.value(),
                                TENANT,
                                ++sequence,
                                NOW,
                                data))
                .await()
                .indefinitely();
    }

    private static ObjectNode line(String kind) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind).put("tenant", "default");
    }

    private static ObjectNode claim(ObjectNode node, String fingerprint) {
        return node.put("claim", CLAIM.value())
                .put("fingerprint", fingerprint)
                .put("issuer", ISSUER.fingerprint())
                .put("notAfter", "2027-01-01T00:00:00Z");
    }
}
