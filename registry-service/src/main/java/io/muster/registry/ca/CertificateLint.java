// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.registry.identity.Named;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a certificate as a stranger would, before it is stored: whether it says what a device's
 * certificate may say and nothing else. A second pair of eyes on the builder and on the signer.
 */
final class CertificateLint {

    private static final int VERSION = 3;
    private static final int MIN_SERIAL_BITS = 64;
    private static final int MAX_SERIAL_BITS = 159;

    private static final Set<ASN1ObjectIdentifier> ALLOWED =
            Set.of(
                    Extension.basicConstraints,
                    Extension.keyUsage,
                    Extension.extendedKeyUsage,
                    Extension.subjectAlternativeName,
                    Extension.subjectKeyIdentifier,
                    Extension.authorityKeyIdentifier,
                    Extension.cRLDistributionPoints,
                    Extension.authorityInfoAccess);

    private CertificateLint() {}

    /** What is expected of a certificate. */
    record Expected(Named identity, SubjectPublicKeyInfo key, X509CertificateHolder issuer) {}

    /** What is wrong with a certificate; nothing, if all is well. */
    static List<String> findings(X509CertificateHolder certificate, Expected expected) {
        var findings = new ArrayList<String>();
        findings.addAll(frame(certificate, expected));
        var extensions = certificate.getExtensions();
        if (extensions == null) {
            findings.add("no extensions");
        } else {
            findings.addAll(names(certificate, expected.identity()));
            findings.addAll(purposes(extensions));
            findings.addAll(links(extensions, expected.issuer()));
        }
        return List.copyOf(findings);
    }

    private static List<String> frame(X509CertificateHolder certificate, Expected expected) {
        var issuer = expected.issuer();
        return wrong(
                check(certificate.getVersionNumber() == VERSION, "version is not 3"),
                check(longEnough(certificate.getSerialNumber()), "serial is too short or too long"),
                check(certificate.getIssuer().equals(issuer.getSubject()), "another issuer's name"),
                check(
                        certificate.getSubjectPublicKeyInfo().equals(expected.key()),
                        "another key than was asked for"),
                check(begin(certificate).isBefore(end(certificate)), "ends before it begins"),
                check(end(certificate).isBefore(end(issuer)), "ends after its issuer"));
    }

    private static Instant begin(X509CertificateHolder certificate) {
        return certificate.getNotBefore().toInstant();
    }

    private static Instant end(X509CertificateHolder certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private static boolean longEnough(BigInteger serial) {
        return serial.signum() > 0
                && serial.bitLength() >= MIN_SERIAL_BITS
                && serial.bitLength() <= MAX_SERIAL_BITS;
    }

    private static List<String> names(X509CertificateHolder certificate, Named identity) {
        var subject = certificate.getSubject();
        var alternative =
                GeneralNames.fromExtensions(
                        certificate.getExtensions(), Extension.subjectAlternativeName);
        return wrong(
                check(subject.getRDNs().length == 2, "the subject is not CN and O"),
                check(
                        only(subject.getRDNs(BCStyle.CN)).equals(identity.commonName()),
                        "the common name is not the device's"),
                check(
                        only(subject.getRDNs(BCStyle.O)).equals(identity.tenant().value()),
                        "the organisation is not the tenant"),
                check(isOnly(alternative, identity.urn()), "another alternative name"));
    }

    private static String only(RDN[] names) {
        return names.length == 1 ? ((ASN1String) names[0].getFirst().getValue()).getString() : "";
    }

    private static boolean isOnly(@Nullable GeneralNames names, String uri) {
        return names != null
                && names.getNames().length == 1
                && names.getNames()[0].getTagNo() == GeneralName.uniformResourceIdentifier
                && names.getNames()[0].getName().toString().equals(uri);
    }

    private static List<String> purposes(Extensions extensions) {
        var constraints = BasicConstraints.fromExtensions(extensions);
        var usage = KeyUsage.fromExtensions(extensions);
        var extended = ExtendedKeyUsage.fromExtensions(extensions);
        return wrong(
                check(constraints != null && !constraints.isCA(), "is one of an authority"),
                check(
                        critical(extensions, Extension.basicConstraints)
                                && critical(extensions, Extension.keyUsage),
                        "what it is good for is not critical"),
                check(
                        new KeyUsage(KeyUsage.digitalSignature).equals(usage),
                        "the key is good for more than signatures"),
                check(
                        extended != null
                                && Arrays.equals(
                                        extended.getUsages(),
                                        new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth}),
                        "good for more than client authentication"));
    }

    private static boolean critical(Extensions extensions, ASN1ObjectIdentifier type) {
        var extension = extensions.getExtension(type);
        return extension != null && extension.isCritical();
    }

    private static List<String> links(Extensions extensions, X509CertificateHolder issuer) {
        var authority = AuthorityKeyIdentifier.fromExtensions(extensions);
        var others =
                Stream.of(extensions.getExtensionOIDs())
                        .filter(type -> !ALLOWED.contains(type))
                        .map(ASN1ObjectIdentifier::getId)
                        .collect(Collectors.joining(" "));
        return wrong(
                check(
                        authority != null
                                && Arrays.equals(
                                        authority.getKeyIdentifierOctets(),
                                        KeyIdentifiers.of(issuer)),
                        "does not lead to its issuer's key"),
                check(
                        extensions.getExtension(Extension.subjectKeyIdentifier) != null,
                        "its key has no identifier"),
                check(others.isEmpty(), "has extensions that are not ours: " + others));
    }

    private static String check(boolean holds, String otherwise) {
        return holds ? "" : otherwise;
    }

    private static List<String> wrong(String... findings) {
        return Stream.of(findings).filter(finding -> !finding.isEmpty()).toList();
    }
}
