// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.TestCsr;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.est.ESTService;
import org.bouncycastle.est.jcajce.JcaHttpAuthBuilder;
import org.bouncycastle.est.jcajce.JsseESTServiceBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.Test;

/** A client that was not written by us: it insists on a challenge and on its headers. */
@QuarkusTest
class BouncyCastleClientQuarkusTest {

    private static final String[] CIPHERS = {
        "TLS_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
    };

    @Test
    void itReadsTheChain() throws Exception {
        var chain = ESTService.storeToArray(service().getCACerts().getCertificateStore());

        var known = Est.certificates(Est.cacerts());
        assertThat(chain).hasSameSizeAs(known);
        assertThat(Tls.decode(chain[0].getEncoded())).isIn(known);
    }

    @Test
    void case6ItEnrollsAfterTheChallenge() throws Exception {
        var device = Api.newDevice();
        var csr = TestCsr.of(device);
        var auth =
                new JcaHttpAuthBuilder("est", device, Api.secret(device).toCharArray())
                        .setProvider(new BouncyCastleProvider())
                        .build();

        var response =
                service().simpleEnroll(false, new PKCS10CertificationRequest(csr.der()), auth);

        assertThat(response.isCompleted()).isTrue();
        X509CertificateHolder[] issued = ESTService.storeToArray(response.getStore());
        assertThat(issued).hasSize(1);
        assertThat(Tls.decode(issued[0].getEncoded()).getPublicKey())
                .isEqualTo(csr.keys().getPublic());
    }

    private static ESTService service() {
        int port = Est.port();
        var builder = new JsseESTServiceBuilder("localhost:" + port, Tls.trustOfServer());
        builder.addCipherSuites(CIPHERS);
        builder.withHostNameAuthorizer((name, session) -> name.equals("localhost"));
        return builder.build();
    }
}
