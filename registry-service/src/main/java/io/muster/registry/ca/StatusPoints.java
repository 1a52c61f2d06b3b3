// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.registry.identity.Fingerprint;
import java.math.BigInteger;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * Where the world learns whether certificates of an authority are still good. A certificate's list
 * is chosen by the end of its serial, so that it is the same for ever.
 *
 * @param base what the addresses begin with, without a slash at the end; empty where nobody has
 *     said how we are reached
 */
public record StatusPoints(String base, Fingerprint authority, int shards) {

    private static final int SERIAL_BITS = 0xfff_ffff;

    /** The list that a certificate is on. */
    public static int shard(BigInteger serial, int shards) {
        return (serial.intValue() & SERIAL_BITS) % shards;
    }

    /** Whether the addresses mean anything to others. */
    public boolean published() {
        return !base.isEmpty();
    }

    /** The address of a complete list. */
    public String complete(int shard) {
        return base + "/pki/" + authority + "/crl/" + shard + ".crl";
    }

    /** The address of what has changed since an earlier complete list. */
    public String delta(int shard) {
        return base + "/pki/" + authority + "/crl/" + shard + "-delta.crl";
    }

    /** What a certificate says of the list that it is on. */
    CRLDistPoint lists(BigInteger serial) {
        return point(complete(shard(serial, shards)));
    }

    /** What a certificate says of the responder and of the authority's own certificate. */
    AuthorityInformationAccess access() {
        return new AuthorityInformationAccess(
                new AccessDescription[] {
                    new AccessDescription(
                            AccessDescription.id_ad_ocsp, name(base + "/ocsp/" + authority)),
                    new AccessDescription(
                            AccessDescription.id_ad_caIssuers,
                            name(base + "/pki/" + authority + "/ca.crt"))
                });
    }

    /** One address of a list in the form of an extension. */
    public static CRLDistPoint point(String address) {
        return new CRLDistPoint(
                new DistributionPoint[] {new DistributionPoint(place(address), null, null)});
    }

    /** One address of a list as the name of a place. */
    public static DistributionPointName place(String address) {
        return new DistributionPointName(new GeneralNames(name(address)));
    }

    private static GeneralName name(String address) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, address);
    }
}
