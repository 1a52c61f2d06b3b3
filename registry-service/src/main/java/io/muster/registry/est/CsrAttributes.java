// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.muster.registry.enrollment.profile.KeyKind;
import io.muster.registry.enrollment.profile.PopLinking;
import io.muster.registry.enrollment.profile.ProfileRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * What a profile wants to see in requests (RFC 9908 3.2): the key to make, how to sign, the
 * extensions of the certificate. {@code challengePassword} is named only where the profile insists
 * on channel binding, because one client falls back to TLS 1.2 when it reads that.
 */
final class CsrAttributes {

    private CsrAttributes() {}

    /** The CsrAttrs of a profile in DER. */
    static byte[] encode(ProfileRules rules) {
        var kind = rules.keys().kinds().getFirst();
        var attributes = new ASN1EncodableVector();
        attributes.add(key(kind));
        attributes.add(kind.signature());
        attributes.add(extensions());
        if (rules.est().popLinking() == PopLinking.REQUIRED) {
            attributes.add(PKCSObjectIdentifiers.pkcs_9_at_challengePassword);
        }
        try {
            return new DERSequence(attributes).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ASN1Encodable key(KeyKind kind) {
        return kind.curve()
                .<ASN1Encodable>map(curve -> new Attribute(kind.algorithm(), new DERSet(curve)))
                .orElseGet(kind::algorithm);
    }

    private static Attribute extensions() {
        try {
            var clientAuth = new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth);
            var wanted = Extension.create(Extension.extendedKeyUsage, false, clientAuth);
            return new Attribute(
                    PKCSObjectIdentifiers.pkcs_9_at_extensionRequest,
                    new DERSet(new Extensions(wanted)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
