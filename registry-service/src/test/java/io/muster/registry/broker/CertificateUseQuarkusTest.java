// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.RegistryResource;
import io.muster.registry.TestCsr;
import io.muster.registry.Tls;
import io.muster.registry.identity.Fingerprint;
import io.quarkus.test.junit.QuarkusTest;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A device that comes to the broker with its new certificate needs the old one no more. */
@QuarkusTest
class CertificateUseQuarkusTest {

    private int connections;

    /** A certificate with its key. */
    private record Held(X509Certificate certificate, TestCsr csr) {

        static Held enrolled(String device) {
            var csr = TestCsr.of(device);
            var answer = Est.enroll(device, Api.secret(device), csr.der());
            return new Held(Est.certificate(answer), csr);
        }

        Held renewed(String device) {
            var next = TestCsr.of(device);
            var tls = Tls.with(certificate, csr.keys().getPrivate());
            return new Held(Est.certificate(Est.renew(tls, next.der())), next);
        }

        String fingerprint() {
            try {
                return Fingerprint.of(certificate.getEncoded()).hex();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void tell(String type, String device, String fingerprint) {
        var event =
                """
                {"events":[{"type":"%s","clientId":"%s","tenant":"default","connection":"c%d","began":%d,"certificate":"%s"}]}
                """;
        connections++;
        given().auth()
                .oauth2(RegistryResource.HOOK_SECRET)
                .body(
                        event.formatted(
                                type,
                                device,
                                connections,
                                1_645_000_000_000L + connections,
                                fingerprint))
                .post("/hooks/hive/hivemq")
                .then()
                .statusCode(200);
    }

    private static List<String> statuses(String device) {
        return Api.certificates(device).path("items.status");
    }

    @Test
    void case4TheOldCertificateEndsWithTheFirstUseOfTheNewOneAtTheBroker() {
        var device = Api.newDevice();
        var first = Held.enrolled(device);
        var second = first.renewed(device);

        tell("connected", device, first.fingerprint());
        assertThat(statuses(device)).as("still the old one").containsExactly("ACTIVE", "ACTIVE");
        tell("disconnected", device, second.fingerprint());
        assertThat(statuses(device)).as("no use").containsExactly("ACTIVE", "ACTIVE");
        tell("connected", device, second.fingerprint());
        tell("connected", device, second.fingerprint());

        assertThat(statuses(device)).containsExactly("ACTIVE", "SUPERSEDED");
    }

    @Test
    void nothingEndsForACertificateThatIsNotTheDevicesOrWasTakenBack() {
        var device = Api.newDevice();
        var other = Api.newDevice();
        var second = Held.enrolled(device).renewed(device);
        var others = Held.enrolled(other).renewed(other);

        tell("connected", device, others.fingerprint());
        tell("connected", other, second.fingerprint());
        tell("connected", device, "0".repeat(64));
        tell("connected", device, "no fingerprint");
        Api.revoke(second.fingerprint(), "keyCompromise").then().statusCode(200);
        tell("connected", device, second.fingerprint());

        assertThat(statuses(device)).containsExactly("REVOKED", "ACTIVE");
        assertThat(statuses(other)).containsExactly("ACTIVE", "ACTIVE");
    }
}
