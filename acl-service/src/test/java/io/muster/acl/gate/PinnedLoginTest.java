// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.TestAuthority;
import io.muster.acl.TestAuthority.Issued;
import io.muster.acl.TestAuthority.Order;
import io.muster.acl.bounded.Workers;
import io.muster.acl.credential.Pin;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Reason;
import io.muster.acl.fleet.DeviceKey;
import io.muster.acl.fleet.Fleet;
import io.muster.acl.fleet.FleetListener;
import io.muster.acl.fleet.FleetModel;
import io.muster.acl.fleet.FleetTarget;
import io.muster.acl.gate.Login.Failed;
import io.muster.acl.gate.Login.Proven;
import io.muster.platform.event.CloudEvent;
import io.muster.platform.topic.TenantId;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Certificates of others that devices are known by, some of which somebody would like to abuse. */
class PinnedLoginTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final Instant NOW = Instant.now();
    private static final Failed UNKNOWN = new Failed(Reason.ISSUER_UNKNOWN);
    private static final TestAuthority FACTORY = new TestAuthority("Somebody's Factory");
    private static final Vertx VERTX = Vertx.vertx();

    private final FleetModel model =
            new FleetModel(
                    () -> Optional.of(Duration.ZERO), Duration.ofMinutes(5), Duration.ofMillis(1));
    private final List<DeviceKey> fallen = new ArrayList<>();
    private final FleetTarget target = new FleetTarget(model, new Listener());
    private final PinnedLogin logins = new PinnedLogin(model, new Workers(VERTX, 4), () -> NOW);
    private long sequence;

    private final class Listener implements FleetListener {

        @Override
        public void fell(DeviceKey device) {
            fallen.add(device);
        }

        @Override
        public void replaced(Fleet fleet) {}
    }

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void begin() {
        target.begin().await().indefinitely();
        target.commit().await().indefinitely();
        for (var tenant : List.of(ACME, OTHER)) {
            for (var device : List.of("dev-1", "dev-2")) {
                tell(tenant, "device.created", of(device).put("state", "ENROLLED"));
            }
        }
    }

    private static ObjectNode of(String device) {
        return JsonNodeFactory.instance.objectNode().put("device", device);
    }

    private void tell(TenantId tenant, String type, ObjectNode data) {
        var subject = data.path("device").asText();
        target.apply(
                        new CloudEvent(
                                "id-" + sequence,
                                "/registry",
                                type,
                                subject,
                                tenant,
                                ++sequence,
                                NOW,
                                data))
                .await()
                .indefinitely();
    }

    private static ObjectNode pin(String device, String name) {
        return of(device).put("type", "x509").put("authId", name).put("enabled", true);
    }

    private void pinned(TenantId tenant, String device, String name) {
        tell(tenant, "credential.changed", pin(device, name));
    }

    private static String whole(Issued issued) {
        return Pin.ofCertificate(issued.der());
    }

    private static String key(Issued issued) {
        return Pin.ofKey(issued.certificate().getPublicKey().getEncoded());
    }

    private static Order order(String subject) {
        return TestAuthority.device("x", "y").subject(subject).withoutSan();
    }

    private static Issued issue(String subject) {
        return FACTORY.issue(order(subject));
    }

    private Login login(@Nullable TenantId home, @Nullable String username, Issued issued) {
        return logins.login(home, username, issued.der(), UNKNOWN)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private static String who(Login login) {
        return ((Proven) login).principal().id();
    }

    private static Login no(Reason reason) {
        return new Failed(reason);
    }

    @Test
    void aDeviceIsKnownByACertificateWhoeverIssuedIt() {
        var issued = issue("CN=serial 4711,O=Somebody");
        assertThat(login(ACME, null, issued)).isEqualTo(UNKNOWN);

        pinned(ACME, "dev-1", whole(issued));

        var login = login(ACME, null, issued);
        assertThat(who(login)).isEqualTo("cert:acme/dev-1");
        assertThat(((Proven) login).until())
                .isEqualTo(issued.certificate().getNotAfter().toInstant());
        assertThat(login(null, null, issued)).isEqualTo(login);
        assertThat(login(OTHER, null, issued)).isEqualTo(UNKNOWN);
    }

    @Test
    void aKeyIsKnownInEachOfItsCertificates() {
        var issued = issue("CN=x");
        pinned(ACME, "dev-1", key(issued));

        assertThat(who(login(ACME, null, issued))).isEqualTo("cert:acme/dev-1");
        assertThat(login(ACME, null, issue("CN=x"))).isEqualTo(UNKNOWN);
    }

    /** Rights are given by the common name: a stranger's certificate must not choose it. */
    @Test
    void whatTheCertificateSaysOfItselfIsNotBelieved() {
        var hostile = FACTORY.issue(order("CN=dev-2,O=acme").san("urn:device:acme:dev-2"));
        pinned(ACME, "dev-1", whole(hostile));

        var device = (Device) ((Proven) login(ACME, null, hostile)).principal();

        assertThat(device.device().value()).isEqualTo("dev-1");
        assertThat(device.proof().certificate().cn()).isEqualTo("dev-1");
        assertThat(device.proof().certificate().sanUri()).isEmpty();
        var sameNames = FACTORY.issue(order("CN=dev-2,O=acme").san("urn:device:acme:dev-2"));
        assertThat(login(ACME, null, sameNames)).isEqualTo(UNKNOWN);
    }

    @Test
    void itIsGoodInItsTimeAndForClientsOnly() {
        var day = Duration.ofDays(1);
        var early = FACTORY.issue(order("CN=x").valid(NOW.plus(day), NOW.plus(day).plus(day)));
        var late = FACTORY.issue(order("CN=x").valid(NOW.minus(day).minus(day), NOW.minus(day)));
        var server = FACTORY.issue(order("CN=x").purpose(KeyPurposeId.id_kp_serverAuth));
        var plain = FACTORY.issue(order("CN=x").withoutPurpose());
        var own = FACTORY.issue(order("CN=x").asAuthority());
        for (var each : List.of(early, late, server, plain, own)) {
            pinned(ACME, "dev-1", whole(each));
        }

        assertThat(login(ACME, null, early)).isEqualTo(no(Reason.CERTIFICATE_EXPIRED));
        assertThat(login(ACME, null, late)).isEqualTo(no(Reason.CERTIFICATE_EXPIRED));
        assertThat(login(ACME, null, server)).isEqualTo(no(Reason.CERTIFICATE_INVALID));
        assertThat(login(ACME, null, plain)).isInstanceOf(Proven.class);
        assertThat(login(ACME, null, own)).isInstanceOf(Proven.class);
    }

    @Test
    void thePinHasATimeOfItsOwn() {
        var issued = issue("CN=x");
        var soon = NOW.plusSeconds(60);
        var fact = pin("dev-1", whole(issued));

        tell(ACME, "credential.changed", fact.deepCopy().put("notAfter", soon.toString()));
        assertThat(((Proven) login(ACME, null, issued)).until()).isEqualTo(soon);
        tell(ACME, "credential.changed", fact.deepCopy().put("notBefore", soon.toString()));
        assertThat(login(ACME, null, issued)).isEqualTo(no(Reason.REVOKED));
        tell(ACME, "credential.changed", fact.deepCopy().put("enabled", false));
        assertThat(login(ACME, null, issued)).isEqualTo(no(Reason.REVOKED));
    }

    @Test
    void whatTwoTenantsPinnedIsDecidedByTheBrokersTenantOrTheUserName() {
        var issued = issue("CN=x");
        pinned(ACME, "dev-1", whole(issued));
        pinned(OTHER, "dev-2", whole(issued));

        assertThat(login(null, null, issued)).isEqualTo(no(Reason.TENANT_MISMATCH));
        assertThat(login(null, "dev-1", issued)).isEqualTo(no(Reason.TENANT_MISMATCH));
        assertThat(login(null, "x@third", issued)).isEqualTo(no(Reason.TENANT_MISMATCH));
        assertThat(who(login(null, "dev-1@acme", issued))).isEqualTo("cert:acme/dev-1");
        assertThat(who(login(OTHER, null, issued))).isEqualTo("cert:other/dev-2");
        assertThat(who(login(OTHER, "x@acme", issued))).isEqualTo("cert:other/dev-2");
    }

    @Test
    void whatMayBeTwoDevicesIsNone() {
        var issued = issue("CN=x");
        pinned(ACME, "dev-1", whole(issued));
        pinned(ACME, "dev-2", key(issued));
        assertThat(login(ACME, null, issued)).isEqualTo(no(Reason.TENANT_MISMATCH));

        pinned(ACME, "dev-1", key(issued));
        tell(ACME, "credential.changed", pin("dev-1", whole(issued)).put("enabled", false));

        assertThat(who(login(ACME, null, issued))).isEqualTo("cert:acme/dev-1");
    }

    @Test
    void whoIsTakenOutFallsWithItsSession() {
        var issued = issue("CN=x");
        pinned(ACME, "dev-1", whole(issued));
        var principal = ((Proven) login(ACME, null, issued)).principal();
        assertThat(model.fell(principal, NOW)).isFalse();

        tell(ACME, "device.changed", of("dev-1").put("state", "SUSPENDED"));
        assertThat(login(ACME, null, issued)).isEqualTo(no(Reason.DEVICE_BARRED));
        assertThat(model.fell(principal, NOW)).isTrue();
        tell(ACME, "device.changed", of("dev-1").put("state", "ACTIVE"));
        fallen.clear();
        tell(ACME, "credential.deleted", pin("dev-1", whole(issued)));

        assertThat(login(ACME, null, issued)).isEqualTo(UNKNOWN);
        assertThat(model.objection(principal, NOW)).contains(Reason.REVOKED);
        assertThat(fallen).containsExactly(new DeviceKey(ACME, ((Device) principal).device()));
    }

    @Test
    void aNewDeviceOfThatNameHasNoPinsOfTheOneDeleted() {
        var issued = issue("CN=x");
        pinned(ACME, "dev-1", whole(issued));
        pinned(OTHER, "dev-1", whole(issued));

        tell(ACME, "device.deleted", of("dev-1"));
        tell(ACME, "device.created", of("dev-1").put("state", "CREATED"));

        assertThat(login(ACME, null, issued)).isEqualTo(UNKNOWN);
        assertThat(login(OTHER, null, issued)).isInstanceOf(Proven.class);
    }

    /** Or a revoked device would come back in by a pin that somebody else set. */
    @Test
    void whatTheRegistryIssuedNeverComesInByThisDoor() {
        var issued = issue("CN=x");
        pinned(ACME, "dev-1", whole(issued));
        tell(
                ACME,
                "certificate.issued",
                of("dev-2")
                        .put("fingerprint", issued.fingerprint())
                        .put("issuer", FACTORY.fingerprint())
                        .put("notAfter", "2999-01-01T00:00:00Z"));

        assertThat(login(ACME, null, issued)).isEqualTo(UNKNOWN);
        for (var reason : List.of(Reason.REVOKED, Reason.CERTIFICATE_EXPIRED, Reason.UNAVAILABLE)) {
            var other = issue("CN=y");
            pinned(ACME, "dev-1", whole(other));
            var login = logins.login(ACME, null, other.der(), new Failed(reason));
            assertThat(login.await().indefinitely()).isEqualTo(no(reason));
        }
    }

    @Test
    void aPasswordOfThatNameIsAnother() {
        var issued = issue("CN=x");
        pinned(ACME, "dev-1", whole(issued));

        tell(ACME, "credential.deleted", of("dev-1").put("authId", whole(issued)));

        assertThat(login(ACME, null, issued)).isInstanceOf(Proven.class);
    }

    @Test
    void whatIsNoCertificateIsRefused() {
        pinned(ACME, "dev-1", whole(issue("CN=x")));

        for (var bytes : List.of(new byte[0], new byte[] {0x30, 0x03, 1, 2, 3}, new byte[70_000])) {
            var login = logins.login(ACME, null, bytes, UNKNOWN).await().indefinitely();
            assertThat(login).isEqualTo(no(Reason.CERTIFICATE_INVALID));
        }
    }
}
