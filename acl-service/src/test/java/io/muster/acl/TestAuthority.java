// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.digest.Sha256;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that can be asked for anything, also for what no real one issues. */
public final class TestAuthority {

    private static final Duration DAY = Duration.ofDays(1);

    private final KeyPair keys = keyPair();
    private final String name;
    private final X509Certificate certificate;
    private long serial = 100;

    public TestAuthority(String commonName) {
        this(commonName, Instant.now().minus(DAY), Instant.now().plus(DAY.multipliedBy(30)));
    }

    public TestAuthority(String commonName, Instant notBefore, Instant notAfter) {
        this.name = "CN=" + commonName;
        this.certificate = selfSigned(notBefore, notAfter);
    }

    /** A certificate to be issued; its methods change one thing each. */
    public record Order(
            String subject,
            Optional<String> san,
            Optional<KeyPurposeId> purpose,
            boolean authority,
            Instant notBefore,
            Instant notAfter) {

        public Order subject(String other) {
            return new Order(other, san, purpose, authority, notBefore, notAfter);
        }

        public Order san(String other) {
            return new Order(subject, Optional.of(other), purpose, authority, notBefore, notAfter);
        }

        public Order withoutSan() {
            return new Order(subject, Optional.empty(), purpose, authority, notBefore, notAfter);
        }

        public Order purpose(KeyPurposeId other) {
            return new Order(subject, san, Optional.of(other), authority, notBefore, notAfter);
        }

        public Order withoutPurpose() {
            return new Order(subject, san, Optional.empty(), authority, notBefore, notAfter);
        }

        public Order asAuthority() {
            return new Order(subject, san, purpose, true, notBefore, notAfter);
        }

        public Order valid(Instant from, Instant to) {
            return new Order(subject, san, purpose, authority, from, to);
        }
    }

    /** A key with its certificate. */
    public record Issued(X509Certificate certificate, KeyPair keys) {

        public byte[] der() {
            return TestAuthority.der(certificate);
        }

        public String base64() {
            return Base64.getEncoder().encodeToString(der());
        }

        public String fingerprint() {
            return TestAuthority.fingerprint(certificate);
        }
    }

    /** What registry-service would issue to this device. */
    public static Order device(String tenant, String device) {
        return new Order(
                "CN=" + device + ",O=" + tenant,
                Optional.of("urn:device:" + tenant + ":" + device),
                Optional.of(KeyPurposeId.id_kp_clientAuth),
                false,
                Instant.now().minus(Duration.ofMinutes(5)),
                Instant.now().plus(DAY));
    }

    public Issued issue(Order order) {
        var subjectKeys = keyPair();
        try {
            var builder = builder(order, subjectKeys);
            builder.addExtension(
                    Extension.basicConstraints, true, new BasicConstraints(order.authority()));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            if (order.purpose().isPresent()) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(order.purpose().get()));
            }
            if (order.san().isPresent()) {
                var uri = new GeneralName(GeneralName.uniformResourceIdentifier, order.san().get());
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(uri));
            }
            return new Issued(sign(builder), subjectKeys);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private JcaX509v3CertificateBuilder builder(Order order, KeyPair subjectKeys) {
        return new JcaX509v3CertificateBuilder(
                new X500Name(name),
                BigInteger.valueOf(serial++),
                Date.from(order.notBefore()),
                Date.from(order.notAfter()),
                new X500Name(order.subject()),
                subjectKeys.getPublic());
    }

    private X509Certificate selfSigned(Instant notBefore, Instant notAfter) {
        try {
            var builder =
                    new JcaX509v3CertificateBuilder(
                            new X500Name(name),
                            BigInteger.ONE,
                            Date.from(notBefore),
                            Date.from(notAfter),
                            new X500Name(name),
                            keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            return sign(builder);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate sign(JcaX509v3CertificateBuilder builder) throws Exception {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    /** A list of what it has taken back, PEM. */
    public String crl(Instant nextUpdate, X509Certificate... revoked) {
        try {
            var builder =
                    new JcaX509v2CRLBuilder(
                            certificate.getSubjectX500Principal(),
                            Date.from(nextUpdate.minus(DAY.multipliedBy(2))));
            builder.setNextUpdate(Date.from(nextUpdate));
            for (var each : revoked) {
                builder.addCRLEntry(each.getSerialNumber(), new Date(), CRLReason.keyCompromise);
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return pem("X509 CRL", builder.build(signer).getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair keyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public KeyPair keys() {
        return keys;
    }

    public String fingerprint() {
        return fingerprint(certificate);
    }

    public String pem() {
        return pem("CERTIFICATE", der(certificate));
    }

    private static String pem(String kind, byte[] der) {
        var text = new StringWriter();
        text.write("-----BEGIN " + kind + "-----\n");
        text.write(Base64.getMimeEncoder(64, new byte[] {10}).encodeToString(der));
        text.write("\n-----END " + kind + "-----\n");
        return text.toString();
    }

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String fingerprint(X509Certificate certificate) {
        return Sha256.hex(der(certificate));
    }
}
