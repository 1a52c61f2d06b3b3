// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.TestAuthority;
import io.muster.platform.event.CloudEvent;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A device whose only certificate is on hold is barred until the hold ends. */
class HeldCertificateTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final TenantId TENANT = new TenantId("default");
    private static final TestAuthority AUTHORITY = new TestAuthority("Issuing CA");
    private static final DeviceKey DEVICE = new DeviceKey(TENANT, new DeviceId("dev-1"));

    private final List<DeviceKey> fallen = new ArrayList<>();
    private final List<TenantId> distrusted = new ArrayList<>();
    private final FleetModel model =
            new FleetModel(
                    () -> Optional.of(Duration.ZERO), Duration.ofMinutes(1), Duration.ofMillis(1));
    private final FleetTarget target = new FleetTarget(model, new Listener());
    private long sequence;

    private final class Listener implements FleetListener {

        @Override
        public void fell(DeviceKey device) {
            fallen.add(device);
        }

        @Override
        public void replaced(Fleet fleet) {}

        @Override
        public void distrusted(Fleet fleet, TenantId tenant) {
            distrusted.add(tenant);
        }
    }

    @BeforeEach
    void begin() {
        snapshot("ACTIVE");
    }

    private void snapshot(String status) {
        target.begin().await().indefinitely();
        target.line(issuer("ISSUING")).await().indefinitely();
        target.line(line("device").put("state", "ACTIVE")).await().indefinitely();
        target.line(certificate(line("certificate")).put("status", status)).await().indefinitely();
        target.commit().await().indefinitely();
    }

    @Test
    void aHoldEndsTheSessionAndItsEndLetsTheDeviceInAgain() {
        tell("certificate.held");

        assertThat(fallen).containsExactly(DEVICE);
        assertThat(barred()).containsExactly(DEVICE);

        tell("certificate.released");

        assertThat(barred()).isEmpty();
    }

    @Test
    void aRevocationStaysWhateverIsSaidOfAHold() {
        tell("certificate.held");
        tell("certificate.revoked");
        tell("certificate.released");
        tell("certificate.held");
        tell("certificate.released");

        assertThat(barred()).containsExactly(DEVICE);
    }

    @Test
    void aSnapshotTellsOfHoldsAndTheirEndsToo() {
        snapshot("HOLD");
        assertThat(barred()).containsExactly(DEVICE);
        tell("certificate.released");
        assertThat(barred()).isEmpty();

        snapshot("HOLD");
        tell("certificate.issued");
        assertThat(barred()).containsExactly(DEVICE);
    }

    @Test
    void aStatusThatIsNotKnownIsNoGoodOne() {
        snapshot("SOMETHING");
        tell("certificate.released");

        assertThat(barred()).containsExactly(DEVICE);
    }

    @Test
    void anIssuerThatIsNotVerifiedIsReadAndNotTrusted() {
        target.begin().await().indefinitely();
        target.line(
                        line("issuer")
                                .put("issuer", "i1")
                                .put("certificatePem", "none")
                                .put("state", "PENDING_VERIFICATION"))
                .await()
                .indefinitely();
        target.commit().await().indefinitely();

        assertThat(model.current().orElseThrow().of(TENANT)).isEmpty();
    }

    @Test
    void anIssuerThatIsTrustedNoMoreTakesItsCertificatesWithIt() {
        tell("issuer.changed", issuer("RETIRED"));

        assertThat(barred()).containsExactly(DEVICE);
        assertThat(distrusted).containsExactly(TENANT);
    }

    @Test
    void anIssuerThatWasNeverTrustedEndsNothing() {
        tell("issuer.changed", issuer("VERIFY_ONLY"));
        tell("issuer.changed", issuer("RETIRED").put("issuer", "another"));

        assertThat(barred()).isEmpty();
        assertThat(distrusted).isEmpty();
    }

    private List<DeviceKey> barred() {
        return model.current().orElseThrow().barred(NOW).toList();
    }

    private void tell(String type) {
        tell(type, certificate(JsonNodeFactory.instance.objectNode()));
    }

    private void tell(String type, ObjectNode data) {
        target.apply(
                        new CloudEvent(
                                "id-" + sequence,
                                "/registry",
                                type,
                                "dev-1",
                                TENANT,
                                ++sequence,
                                NOW,
                                data))
                .await()
                .indefinitely();
    }

    private static ObjectNode line(String kind) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind)
                .put("tenant", "default")
                .put("device", "dev-1");
    }

    private static ObjectNode issuer(String state) {
        return line("issuer")
                .put("issuer", AUTHORITY.fingerprint())
                .put("certificatePem", AUTHORITY.pem())
                .put("state", state);
    }

    private static ObjectNode certificate(ObjectNode node) {
        return node.put("device", "dev-1")
                .put("fingerprint", "f1")
                .put("issuer", AUTHORITY.fingerprint())
                .put("notAfter", "2027-01-01T00:00:00Z");
    }
}
