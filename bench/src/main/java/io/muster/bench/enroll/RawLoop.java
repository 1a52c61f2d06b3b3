// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.enroll;

import io.muster.bench.enroll.CsrStock.Csr;
import io.muster.bench.measure.Latencies;
import io.muster.bench.measure.Sample;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/**
 * What no issuance can do without: a request is parsed and its signature verified with a key never
 * seen before, and something as long as a certificate is signed. One thread, the same library.
 */
final class RawLoop implements Callable<Sample> {

    private static final int CERTIFICATE_OCTETS = 500;

    private final List<Csr> requests;
    private final ECPrivateKeyParameters key;
    private final byte[] certificate = new byte[CERTIFICATE_OCTETS];
    private final SecureRandom random = new SecureRandom();

    RawLoop(List<Csr> requests) {
        this.requests = List.copyOf(requests);
        var curve = SECNamedCurves.getByOID(SECObjectIdentifiers.secp256r1);
        var domain =
                new ECNamedDomainParameters(
                        SECObjectIdentifiers.secp256r1, new ECDomainParameters(curve));
        var generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(domain, random));
        this.key = (ECPrivateKeyParameters) generator.generateKeyPair().getPrivate();
    }

    @Override
    public Sample call() throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        var latencies = new Latencies();
        long cpu = threads.getCurrentThreadCpuTime();
        for (var request : requests) {
            long begun = System.nanoTime();
            verify(request);
            sign();
            latencies.add(System.nanoTime() - begun);
        }
        long used = threads.getCurrentThreadCpuTime() - cpu;
        return Sample.of(requests.size(), used, used, latencies);
    }

    private static void verify(Csr csr) throws IOException {
        var request = new PKCS10CertificationRequest(csr.der());
        var signer = new DSADigestSigner(new ECDSASigner(), new SHA256Digest());
        signer.init(false, PublicKeyFactory.createKey(request.getSubjectPublicKeyInfo()));
        var signed = request.toASN1Structure().getCertificationRequestInfo().getEncoded();
        signer.update(signed, 0, signed.length);
        if (!signer.verifySignature(request.getSignature())) {
            throw new IllegalStateException("a request of ours is not signed by its key");
        }
    }

    private void sign() {
        var signer = new DSADigestSigner(new ECDSASigner(), new SHA256Digest());
        signer.init(true, new ParametersWithRandom(key, random));
        random.nextBytes(certificate);
        signer.update(certificate, 0, certificate.length);
        if (signer.generateSignature().length == 0) {
            throw new IllegalStateException("nothing was signed");
        }
    }
}
