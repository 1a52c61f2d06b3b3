// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.enroll;

import io.muster.bench.enroll.CsrStock.Csr;
import io.muster.bench.measure.Latencies;
import io.muster.bench.measure.Sample;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/**
 * What no issuance can do without: a request is parsed, its signature verified with a key never
 * seen before, and a certificate with the usual extensions built and signed. One thread, the same
 * library.
 */
final class RawLoop implements Callable<Sample> {

    private static final X500Name ISSUER = new X500Name("CN=Bench CA,O=default");
    private static final Duration LIFETIME = Duration.ofDays(90);
    private static final int SERIAL_BITS = 128;
    private static final byte[] KEY_ID = new byte[20];

    private final List<Csr> requests;
    private final SecureRandom random = new SecureRandom();
    private final ContentSigner signer;

    RawLoop(List<Csr> requests) {
        this.requests = List.copyOf(requests);
        this.signer = signer(random);
    }

    private static ContentSigner signer(SecureRandom random) {
        var curve = SECNamedCurves.getByOID(SECObjectIdentifiers.secp256r1);
        var domain =
                new ECNamedDomainParameters(
                        SECObjectIdentifiers.secp256r1, new ECDomainParameters(curve));
        var generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(domain, random));
        var key = (ECPrivateKeyParameters) generator.generateKeyPair().getPrivate();
        var algorithm = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256WITHECDSA");
        var digest = new DefaultDigestAlgorithmIdentifierFinder().find(algorithm);
        try {
            return new BcECContentSignerBuilder(algorithm, digest)
                    .setSecureRandom(random)
                    .build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Sample call() throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        var latencies = new Latencies();
        long cpu = threads.getCurrentThreadCpuTime();
        for (var request : requests) {
            long begun = System.nanoTime();
            issue(request.device(), verified(request));
            latencies.add(System.nanoTime() - begun);
        }
        long used = threads.getCurrentThreadCpuTime() - cpu;
        return Sample.of(requests.size(), used, used, latencies);
    }

    private static SubjectPublicKeyInfo verified(Csr csr) throws IOException {
        var request = new PKCS10CertificationRequest(csr.der());
        var key = request.getSubjectPublicKeyInfo();
        var verifier = new DSADigestSigner(new ECDSASigner(), new SHA256Digest());
        verifier.init(false, PublicKeyFactory.createKey(key));
        var signed = request.toASN1Structure().getCertificationRequestInfo().getEncoded();
        verifier.update(signed, 0, signed.length);
        if (!verifier.verifySignature(request.getSignature())) {
            throw new IllegalStateException("a request of ours is not signed by its key");
        }
        return key;
    }

    private void issue(String device, SubjectPublicKeyInfo key) throws IOException {
        var now = Instant.now();
        var names = new GeneralName(GeneralName.uniformResourceIdentifier, "urn:bench:" + device);
        var certificate =
                new X509v3CertificateBuilder(
                                ISSUER,
                                new BigInteger(SERIAL_BITS, random),
                                Date.from(now),
                                Date.from(now.plus(LIFETIME)),
                                new X500Name("CN=" + device + ",O=default"),
                                key)
                        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                        .addExtension(
                                Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                        .addExtension(
                                Extension.extendedKeyUsage,
                                false,
                                new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                        .addExtension(
                                Extension.subjectAlternativeName, false, new GeneralNames(names))
                        .addExtension(
                                Extension.subjectKeyIdentifier,
                                false,
                                new SubjectKeyIdentifier(KEY_ID))
                        .addExtension(
                                Extension.authorityKeyIdentifier,
                                false,
                                new AuthorityKeyIdentifier(KEY_ID))
                        .build(signer);
        if (certificate.getEncoded().length == 0) {
            throw new IllegalStateException("nothing was issued");
        }
    }
}
