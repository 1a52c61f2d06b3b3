// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.registry.identity.Fingerprint;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/** Key identifiers: the leftmost 160 bits of the key's SHA-256 (RFC 7093, method 1). */
final class KeyIdentifiers {

    private static final int OCTETS = 20;

    private KeyIdentifiers() {}

    static SubjectKeyIdentifier of(SubjectPublicKeyInfo key) {
        var digest = Fingerprint.of(key.getPublicKeyData().getOctets()).hex();
        return new SubjectKeyIdentifier(Arrays.copyOf(HexFormat.of().parseHex(digest), OCTETS));
    }

    /** As the issuer's certificate says, which another authority may have computed otherwise. */
    static byte[] of(X509CertificateHolder issuer) {
        Extensions extensions = issuer.getExtensions();
        var stated = extensions == null ? null : SubjectKeyIdentifier.fromExtensions(extensions);
        return (stated == null ? of(issuer.getSubjectPublicKeyInfo()) : stated).getKeyIdentifier();
    }
}
