// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.registry.identity.Der;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The issuing authority of one tenant.
 *
 * @param chain the authority's certificate and those above it, the root last; what {@code cacerts}
 *     gives to devices
 */
public record Authority(CaSigner signer, List<X509CertificateHolder> chain) {

    public Authority {
        chain = List.copyOf(chain);
    }

    /** The name of this authority throughout Muster. */
    public Fingerprint fingerprint() {
        return der(chain.getFirst()).fingerprint();
    }

    /** The chain, each certificate in DER. */
    public List<Der> encodedChain() {
        return chain.stream().map(Authority::der).toList();
    }

    /** Signs a certificate for a device's key. Blocks as long as the signer does. */
    public DeviceCertificate issue(
            CertificateProfile profile,
            DeviceIdentity identity,
            SubjectPublicKeyInfo key,
            Instant now) {
        var validity = profile.validity(now, signer.certificate());
        var serial = SerialNumbers.next();
        var der = der(profile.issue(signer, identity, key, validity, serial));
        return new DeviceCertificate(
                der.fingerprint(),
                identity,
                serial.toString(16),
                fingerprint(),
                validity,
                now,
                Optional.empty(),
                der);
    }

    private static Der der(X509CertificateHolder certificate) {
        try {
            return Der.of(certificate.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
