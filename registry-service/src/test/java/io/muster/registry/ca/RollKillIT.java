// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.Issuers;
import io.muster.registry.PackagedRegistry;
import io.muster.registry.TestCsr;
import io.muster.registry.Tls;
import io.muster.registry.identity.Der;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The packaged service is killed while it rolls an authority, at a different moment each time. */
class RollKillIT {

    private static final List<Integer> MILLISECONDS = List.of(1, 15, 40, 120);

    @Test
    void aRollThatIsKilledIsDoneOrNotAndNoDeviceIsLost() throws Exception {
        try (var service = PackagedRegistry.start()) {
            var device = Api.newDevice();
            var csr = TestCsr.of(device);
            var first = Est.certificate(Est.enroll(device, Api.secret(device), csr.der()));
            for (int delay : MILLISECONDS) {
                var present = Issuers.issuing();
                var roll = supplyAsync(() -> Issuers.act(present, "roll").statusCode());
                runAsync(service::kill, delayedExecutor(delay, TimeUnit.MILLISECONDS)).join();
                var answered = roll.handle((status, failure) -> failure == null && status == 200);
                service.startAgain();

                assertThat(Issuers.in("ISSUING")).hasSize(1);
                if (answered.join()) {
                    assertThat(Issuers.issuing()).isNotEqualTo(present);
                }
                assertThat(known()).contains(present, Issuers.issuing());
                newlyEnrolled().verify(issuing().getPublicKey());
            }

            var renewal = Est.renew(Tls.with(first, csr.keys().getPrivate()), csr.der());

            Est.certificate(renewal).verify(issuing().getPublicKey());
        }
    }

    private static X509Certificate newlyEnrolled() {
        var device = Api.newDevice();
        return Est.certificate(Est.enroll(device, Api.secret(device), TestCsr.of(device).der()));
    }

    /** The first of what devices are given to trust is what issues. */
    private static X509Certificate issuing() {
        var issuing = Est.certificates(Est.cacerts()).getFirst();
        assertThat(fingerprint(issuing)).isEqualTo(Issuers.issuing());
        return issuing;
    }

    private static List<String> known() {
        return Est.certificates(Est.cacerts()).stream().map(RollKillIT::fingerprint).toList();
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return Der.of(certificate.getEncoded()).fingerprint().hex();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
