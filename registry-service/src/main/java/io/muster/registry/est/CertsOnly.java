// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.muster.registry.identity.Der;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.BERSet;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.x509.Certificate;

/**
 * PKCS#7 without content or signers, which is how EST carries certificates: in the order in which
 * they are given, which DER would change.
 */
final class CertsOnly {

    private CertsOnly() {}

    static byte[] encode(List<Der> certificates) {
        var set = new ASN1EncodableVector(certificates.size());
        certificates.forEach(der -> set.add(Certificate.getInstance(der.bytes())));
        var noContent = new ContentInfo(CMSObjectIdentifiers.data, null);
        var data = new SignedData(new DERSet(), noContent, new BERSet(set), null, new DERSet());
        try {
            return new ContentInfo(CMSObjectIdentifiers.signedData, data)
                    .getEncoded(ASN1Encoding.DL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
