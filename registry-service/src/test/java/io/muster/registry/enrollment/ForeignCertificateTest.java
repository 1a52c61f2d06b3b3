// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.TestKeys;
import io.muster.registry.identity.Der;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class ForeignCertificateTest {

    private static ForeignCertificate with(ASN1Encodable usage) throws Exception {
        var keys = TestKeys.p256();
        var name = new X500Name("CN=dev-1");
        var now = Instant.now();
        var holder =
                new X509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(now),
                                Date.from(now.plusSeconds(60)),
                                name,
                                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()))
                        .addExtension(Extension.keyUsage, false, usage)
                        .build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(keys.getPrivate()));
        return ForeignCertificate.read(Der.of(holder.getEncoded())).orElseThrow();
    }

    @Test
    void aUsageThatCannotBeReadIsNoneForClients() throws Exception {
        assertThat(with(new KeyUsage(KeyUsage.digitalSignature)).forClients()).isTrue();
        assertThat(with(new DERUTF8String("anything")).forClients()).isFalse();
    }
}
