// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.identity.Der;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;

/** What a certificate that is none of ours says of its holder. */
record ForeignCertificate(X509CertificateHolder holder) {

    private static final int HEX = 16;

    /** Reads a certificate; empty when it is none, or has a name that can't be read. */
    static Optional<ForeignCertificate> read(Der der) {
        try {
            var holder = new X509CertificateHolder(der.bytes());
            for (var name : holder.getSubject().getRDNs()) {
                name.getTypesAndValues(); // Which are read when somebody asks.
            }
            return Optional.of(new ForeignCertificate(holder));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    boolean validAt(Instant moment) {
        return !moment.isBefore(holder.getNotBefore().toInstant())
                && !moment.isAfter(holder.getNotAfter().toInstant());
    }

    /** Whether it is one that a client may prove itself by, as far as it says what it is for. */
    boolean forClients() {
        try {
            var extensions = holder.getExtensions();
            return extensions == null || forClients(extensions);
        } catch (RuntimeException e) {
            return false; // The JDK lets what it can't read pass unless it is critical.
        }
    }

    private static boolean forClients(Extensions extensions) {
        var constraints = BasicConstraints.fromExtensions(extensions);
        var usage = KeyUsage.fromExtensions(extensions);
        var purposes = ExtendedKeyUsage.fromExtensions(extensions);
        return (constraints == null || !constraints.isCA())
                && (usage == null || usage.hasUsages(KeyUsage.digitalSignature))
                && (purposes == null
                        || purposes.hasKeyPurposeId(KeyPurposeId.id_kp_clientAuth)
                        || purposes.hasKeyPurposeId(KeyPurposeId.anyExtendedKeyUsage));
    }

    /** What stands at a place of a template; empty for what is not there or there twice. */
    Optional<String> value(String place) {
        return switch (place) {
            case "cert.cn" -> named(BCStyle.CN);
            case "cert.serialNumber" -> named(BCStyle.SERIALNUMBER);
            case "cert.serial" -> Optional.of(holder.getSerialNumber().toString(HEX));
            default -> Optional.empty();
        };
    }

    /** Two readers of a name disagree over multi-valued parts and exotic strings: it has none. */
    private Optional<String> named(ASN1ObjectIdentifier type) {
        var subject = holder.getSubject();
        var found = subject.getRDNs(type);
        boolean plain = Arrays.stream(subject.getRDNs()).noneMatch(RDN::isMultiValued);
        return plain && found.length == 1 ? text(found[0]) : Optional.empty();
    }

    private static Optional<String> text(RDN name) {
        var value = name.getFirst().getValue();
        return value instanceof ASN1UTF8String || value instanceof ASN1PrintableString
                ? Optional.of(((ASN1String) value).getString())
                : Optional.empty();
    }
}
