// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/**
 * The names a request claims. None of them is ever copied; they are compared with the authorised
 * identity, so that a device which believes to be another finds out at once.
 *
 * @param commonNames every CN of the subject, in order
 * @param plain whether the subject has no multi-valued RDN and no CN in an exotic string type, the
 *     places where two readers of one name disagree
 * @param uris the URIs among the subject alternative names
 * @param otherAltNames how many alternative names of other kinds there are
 */
public record RequestedNames(
        List<String> commonNames, boolean plain, List<String> uris, int otherAltNames) {

    public RequestedNames {
        commonNames = List.copyOf(commonNames);
        uris = List.copyOf(uris);
    }

    /** The one name by which the request calls its device; empty when there is no such. */
    public Optional<String> commonName() {
        return plain && commonNames.size() == 1
                ? Optional.of(commonNames.getFirst())
                : Optional.empty();
    }

    /** Reads the names; throws any runtime exception where they are not well formed. */
    static RequestedNames of(PKCS10CertificationRequest request) {
        var subject = request.getSubject();
        var altNames = altNames(request);
        var uris =
                Arrays.stream(altNames)
                        .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
                        .map(name -> name.getName().toString())
                        .toList();
        return new RequestedNames(
                commonNames(subject).map(Object::toString).toList(),
                plain(subject),
                uris,
                altNames.length - uris.size());
    }

    private static Stream<ASN1Encodable> commonNames(X500Name subject) {
        return Arrays.stream(subject.getRDNs())
                .flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()))
                .filter(part -> part.getType().equals(BCStyle.CN))
                .map(part -> part.getValue());
    }

    private static boolean plain(X500Name subject) {
        return Arrays.stream(subject.getRDNs()).noneMatch(RDN::isMultiValued)
                && commonNames(subject).allMatch(RequestedNames::unambiguous);
    }

    private static boolean unambiguous(ASN1Encodable value) {
        return (value instanceof ASN1UTF8String || value instanceof ASN1PrintableString)
                && value instanceof ASN1String text
                && text.getString().indexOf('\0') < 0;
    }

    private static GeneralName[] altNames(PKCS10CertificationRequest request) {
        var extensions = request.getRequestedExtensions();
        var altName =
                extensions == null
                        ? null
                        : extensions.getExtension(Extension.subjectAlternativeName);
        if (altName == null) {
            return new GeneralName[0];
        }
        CsrLimits.require(DerShape.accepts(altName.getExtnValue().getOctets()));
        var names = GeneralNames.getInstance(altName.getParsedValue()).getNames();
        CsrLimits.require(names.length <= CsrLimits.MAX_ALT_NAMES);
        return names;
    }
}
