// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.TestAuthority;
import io.muster.acl.TestAuthority.Issued;
import io.muster.acl.bounded.Workers;
import io.muster.acl.certificate.Trust;
import io.muster.acl.fleet.DeviceKey;
import io.muster.acl.fleet.Fleet;
import io.muster.acl.fleet.FleetListener;
import io.muster.acl.fleet.FleetModel;
import io.muster.acl.fleet.FleetTarget;
import io.muster.acl.gate.Login.Proven;
import io.muster.platform.topic.TenantId;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimLoginTest {

    private static final Instant NOW = Instant.now();
    private static final String CLAIM = "claim-0123456789abcdef0123456789abcdef";
    private static final TestAuthority ISSUER = new TestAuthority("Issuing CA");
    private static final Vertx VERTX = Vertx.vertx();

    private final FleetModel model =
            new FleetModel(
                    () -> Optional.of(Duration.ZERO), Duration.ofMinutes(5), Duration.ofMillis(1));
    private final FleetTarget target = new FleetTarget(model, new Nobody());
    private final CertificateLogin logins =
            new CertificateLogin(model, new Trust(), new Workers(VERTX, 4), () -> NOW);

    private static final class Nobody implements FleetListener {

        @Override
        public void fell(DeviceKey device) {}

        @Override
        public void replaced(Fleet fleet) {}

        @Override
        public void distrusted(Fleet fleet, TenantId tenant) {}
    }

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void begin() {
        target.begin().await().indefinitely();
        line(
                of("issuer")
                        .put("issuer", ISSUER.fingerprint())
                        .put("certificatePem", ISSUER.pem())
                        .put("state", "ISSUING"));
    }

    private void line(ObjectNode line) {
        target.line(line).await().indefinitely();
    }

    private static ObjectNode of(String kind) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind).put("tenant", "default");
    }

    private Instant until(Issued issued) {
        line(
                of("claim")
                        .put("claim", CLAIM)
                        .put("fingerprint", issued.fingerprint())
                        .put("issuer", ISSUER.fingerprint())
                        .put("notAfter", issued.certificate().getNotAfter().toInstant().toString())
                        .put("status", "ACTIVE"));
        target.commit().await().indefinitely();
        var login = logins.login(issued.der()).await().atMost(Duration.ofSeconds(5));
        assertThat(login).isInstanceOf(Proven.class);
        return ((Proven) login).until();
    }

    private static TestAuthority.Order claim() {
        return TestAuthority.device("default", CLAIM).san("urn:claim:default:" + CLAIM);
    }

    @Test
    void theSessionOfAClaimIsShort() {
        assertThat(until(ISSUER.issue(claim()))).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void theSessionOfAClaimDoesNotOutliveItsCertificate() {
        var issued = ISSUER.issue(claim().valid(NOW.minusSeconds(60), NOW.plusSeconds(30)));

        assertThat(until(issued)).isEqualTo(issued.certificate().getNotAfter().toInstant());
    }
}
