// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import io.muster.registry.ca.CaSigner;
import io.muster.registry.ca.StatusPoints;
import io.muster.registry.status.store.Revoked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes revocation lists (RFC 5280 5). An authority's only list speaks of all its certificates; one
 * of many says by its address which ones it speaks of.
 */
record CrlBuilder(CaSigner signer, StatusPoints points, int shard) {

    /** When a list is made, until when it is good, and its number. */
    record Issue(long number, Instant thisUpdate, Instant nextUpdate) {}

    /** Everything that is revoked now. Blocks as long as the signer does. */
    byte[] complete(Issue issue, List<Revoked> entries) {
        return build(
                issue,
                list -> {
                    entries.stream()
                            .filter(entry -> !entry.lifted())
                            .forEach(entry -> add(list, entry));
                    return points.published()
                            ? list.addExtension(
                                    Extension.freshestCRL,
                                    false,
                                    StatusPoints.point(points.delta(shard)))
                            : list;
                });
    }

    /**
     * What is different from the complete list with the number of the reference. That a hold ended
     * is told in any case: an earlier delta may have told of the hold.
     */
    byte[] delta(Issue issue, long reference, List<Revoked> entries) {
        return build(
                issue,
                list -> {
                    entries.stream()
                            .filter(entry -> entry.lifted() || !entry.inReference())
                            .forEach(entry -> add(list, entry));
                    return list.addExtension(
                            Extension.deltaCRLIndicator,
                            true,
                            new CRLNumber(BigInteger.valueOf(reference)));
                });
    }

    private interface Content {
        X509v2CRLBuilder fill(X509v2CRLBuilder list) throws IOException;
    }

    private byte[] build(Issue issue, Content content) {
        var issuer = signer.certificate();
        var list = new X509v2CRLBuilder(issuer.getSubject(), Date.from(issue.thisUpdate()));
        list.setNextUpdate(Date.from(issue.nextUpdate()));
        try {
            list.addExtension(Extension.authorityKeyIdentifier, false, keyIdentifier(issuer));
            list.addExtension(
                    Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(issue.number())));
            list.addExtension(Extension.issuingDistributionPoint, true, scope());
            return content.fill(list).build(signer.once()).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private IssuingDistributionPoint scope() {
        return new IssuingDistributionPoint(place(), true, false, null, false, false);
    }

    private @Nullable DistributionPointName place() {
        return points.shards() == 1 ? null : StatusPoints.place(points.complete(shard));
    }

    private static AuthorityKeyIdentifier keyIdentifier(X509CertificateHolder issuer) {
        var subject = SubjectKeyIdentifier.fromExtensions(issuer.getExtensions());
        return new AuthorityKeyIdentifier(subject.getKeyIdentifier());
    }

    private static void add(X509v2CRLBuilder list, Revoked entry) {
        int reason = entry.lifted() ? CRLReason.removeFromCRL : entry.reason().code();
        list.addCRLEntry(entry.serial(), Date.from(entry.at()), reason);
    }
}
