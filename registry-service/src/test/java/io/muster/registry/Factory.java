// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import io.muster.registry.identity.Der;
import io.restassured.response.Response;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that is not ours, such as a manufacturer's, and the certificates it gives. */
public final class Factory {

    private final X500Name name = new X500Name("CN=Factory " + UUID.randomUUID());
    private final KeyPair keys;
    private final String pem;

    private Factory(KeyPair keys) {
        this.keys = keys;
        this.pem = pem(sign(name, keys.getPublic(), keys, true));
    }

    public static Factory of(KeyPair keys) {
        return new Factory(keys);
    }

    /** One whose key a user has proven to have. */
    public static Factory provenBy(String user, KeyPair keys) {
        var factory = of(keys);
        String id = factory.register(user).then().statusCode(201).extract().path("id");
        factory.verify(user, id, factory.certified(code(user, id))).then().statusCode(200);
        return factory;
    }

    public String pem() {
        return pem;
    }

    public String id() {
        return Der.ofPem(pem).fingerprint().hex();
    }

    public Response register(String user) {
        return register(user, pem);
    }

    public static Response register(String user, String pem) {
        return Api.as(user).body(Map.of("certificatePem", pem)).post("/api/v1/issuers");
    }

    public static String code(String user, String id) {
        return Api.as(user)
                .post("/api/v1/issuers/" + id + "/registration-code")
                .then()
                .statusCode(200)
                .extract()
                .path("code");
    }

    public Response verify(String user, String id, String certificate) {
        return Api.as(user)
                .body(Map.of("verificationCertificatePem", certificate))
                .post("/api/v1/issuers/" + id + "/verify");
    }

    /** A certificate with this name, in PEM. */
    public String certified(String commonName) {
        return certified(commonName, keys);
    }

    /** The same in this authority's name, whoever signs it. */
    public String certified(String commonName, KeyPair signer) {
        var subject = new X500Name("CN=" + commonName);
        return pem(sign(subject, TestKeys.p256().getPublic(), signer, false));
    }

    /** A certificate for a device's key. */
    public X509Certificate certificate(String subject, PublicKey key) {
        return sign(new X500Name(subject), key, keys, false);
    }

    /** The same, and for this purpose only. */
    public X509Certificate certificate(String subject, PublicKey key, KeyPurposeId purpose) {
        return sign(new X500Name(subject), key, keys, false, purpose);
    }

    /** A client that has a certificate of this authority and its key. */
    public SSLContext device(String subject, KeyPair device) {
        return Tls.with(certificate(subject, device.getPublic()), device.getPrivate());
    }

    private X509Certificate sign(
            X500Name subject,
            PublicKey key,
            KeyPair signer,
            boolean authority,
            KeyPurposeId... purposes) {
        var now = Instant.now();
        var builder =
                new X509v3CertificateBuilder(
                        name,
                        new BigInteger(100, new SecureRandom()),
                        Date.from(now.minus(Duration.ofMinutes(1))),
                        Date.from(now.plus(Duration.ofDays(1))),
                        subject,
                        SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        var algorithm =
                signer.getPrivate().getAlgorithm().equals("RSA")
                        ? "SHA256withRSA"
                        : "SHA256withECDSA";
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (purposes.length > 0) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            }
            var signed =
                    builder.build(
                            new JcaContentSignerBuilder(algorithm).build(signer.getPrivate()));
            return Tls.decode(signed.getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(X509Certificate certificate) {
        try {
            return Der.of(certificate.getEncoded()).pem();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
