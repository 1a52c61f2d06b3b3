// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.registry.identity.Der;
import io.muster.registry.identity.Issuer.Cross;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/**
 * Joins two generations of an authority. Only roots need it: what has an authority above it is
 * verified by way of that.
 */
final class CrossCertificates {

    private static final Duration BACKDATE = Duration.ofHours(1);

    private CrossCertificates() {}

    /** Signs with both keys; blocks as long as their signers do. */
    static Optional<Cross> of(Authority old, Authority next, Instant now) {
        return root(old) && root(next)
                ? Optional.of(
                        new Cross(
                                old.fingerprint(),
                                certify(certificate(next), old.signer(), now),
                                certify(certificate(old), next.signer(), now)))
                : Optional.empty();
    }

    private static boolean root(Authority authority) {
        var certificate = certificate(authority);
        return certificate.getSubject().equals(certificate.getIssuer());
    }

    private static X509CertificateHolder certificate(Authority authority) {
        return authority.signer().certificate();
    }

    /**
     * The name and key of one authority, with the signature of another, as long as both are good.
     */
    private static Der certify(X509CertificateHolder subject, CaSigner issuer, Instant now) {
        var by = issuer.certificate();
        var builder =
                new X509v3CertificateBuilder(
                        by.getSubject(),
                        SerialNumbers.next(),
                        Date.from(now.minus(BACKDATE)),
                        Date.from(earlier(by, subject)),
                        subject.getSubject(),
                        subject.getSubjectPublicKeyInfo());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new SubjectKeyIdentifier(KeyIdentifiers.of(subject)));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(KeyIdentifiers.of(by)));
            return Der.of(builder.build(issuer.once()).getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant earlier(X509CertificateHolder one, X509CertificateHolder other) {
        var ends = Stream.of(one, other).map(it -> it.getNotAfter().toInstant());
        return ends.min(Comparator.naturalOrder()).orElseThrow();
    }
}
