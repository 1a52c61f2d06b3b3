// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.Test;

class EstBodyTest {

    private final TestAuthority authority = new TestAuthority("Test CA");

    @Test
    void requestIsOneLineOfBase64OfAValidSelfSignedRequest() throws Exception {
        var key = DeviceKey.generate();

        var body = new String(EstBody.of(key.signingRequest("dev-1")), StandardCharsets.US_ASCII);

        assertThat(body).matches("[A-Za-z0-9+/=]+");
        var csr = new PKCS10CertificationRequest(Base64.getDecoder().decode(body));
        assertThat(csr.getSubject().toString()).isEqualTo("CN=dev-1");
        assertThat(csr.isSignatureValid(TestAuthority.verifier(key.publicKey()))).isTrue();
    }

    @Test
    void answerIsReadInOneLineAndWrapped() throws Exception {
        var certificate = authority.issue("dev-1", DeviceKey.generate().publicKey());
        var der = certsOnly(List.of(certificate));

        var flat = Base64.getEncoder().encodeToString(der) + "\n";
        var wrapped =
                Base64.getMimeEncoder(64, "\r\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der);

        assertThat(EstBody.single(flat.getBytes(StandardCharsets.US_ASCII))).isEqualTo(certificate);
        assertThat(EstBody.single(wrapped.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(certificate);
    }

    @Test
    void moreThanOneCertificateIsNotAnEnrollment() throws Exception {
        var two =
                certsOnly(
                        List.of(
                                authority.issue("dev-1", DeviceKey.generate().publicKey()),
                                authority.issue("dev-2", DeviceKey.generate().publicKey())));

        assertThat(EstBody.certificates(EstBody.of(two))).hasSize(2);
        assertThatThrownBy(() -> EstBody.single(EstBody.of(two)))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void whatIsNotBase64IsNotAnAnswer() {
        assertThatThrownBy(() -> EstBody.single("<html>".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void anIdentityIsForItsOwnKeyAndName() {
        var key = DeviceKey.generate();
        var certificate = authority.issue("dev-1", key.publicKey());

        assertThat(new DeviceIdentity("dev-1", key, certificate).fingerprint())
                .matches("[0-9a-f]{64}");
        assertThatThrownBy(() -> new DeviceIdentity("dev-2", key, certificate))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DeviceIdentity("dev-1", DeviceKey.generate(), certificate))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] certsOnly(List<X509Certificate> certificates) throws Exception {
        var generator = new CMSSignedDataGenerator();
        generator.addCertificates(new JcaCertStore(certificates));
        return generator.generate(new CMSAbsentContent()).toASN1Structure().getEncoded("DER");
    }
}
