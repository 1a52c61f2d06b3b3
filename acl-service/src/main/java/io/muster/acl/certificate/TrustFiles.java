// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.certificate;

import io.muster.platform.topic.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where one tenant's authorities and their revocation lists stand.
 *
 * @param bundle PEM, one authority or several
 * @param revoked PEM, one list or several, each signed by one of them; null for none
 * @param denied serial numbers in lower-case hexadecimal
 */
public record TrustFiles(
        TenantId tenant, NameRule names, Path bundle, @Nullable Path revoked, Set<String> denied) {

    public TrustFiles {
        denied = Set.copyOf(denied);
    }

    /** The files, to see whether they have changed. */
    public Stream<Path> paths() {
        return Stream.of(bundle, revoked).filter(Objects::nonNull);
    }

    /** What stands in them now; a file of which a part makes no sense is not believed in any. */
    public TenantTrust read() throws IOException, GeneralSecurityException {
        var authorities = authorities();
        return new TenantTrust(tenant, names, authorities, lists(authorities), denied);
    }

    private List<X509Certificate> authorities() throws IOException, GeneralSecurityException {
        var found = new ArrayList<X509Certificate>();
        var parsed =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(bundle)));
        for (var each : parsed) {
            if (each instanceof X509Certificate certificate
                    && certificate.getBasicConstraints() >= 0) {
                found.add(certificate);
            } else {
                throw new GeneralSecurityException(bundle + " has a certificate of no authority");
            }
        }
        if (found.isEmpty()) {
            throw new GeneralSecurityException(bundle + " has no certificate");
        }
        return found;
    }

    private List<RevocationList> lists(List<X509Certificate> authorities)
            throws IOException, GeneralSecurityException {
        var lists = new ArrayList<RevocationList>();
        if (revoked != null) {
            var bytes = new ByteArrayInputStream(Files.readAllBytes(revoked));
            for (var each : CertificateFactory.getInstance("X.509").generateCRLs(bytes)) {
                lists.add(list((X509CRL) each, authorities));
            }
            if (lists.isEmpty()) {
                throw new GeneralSecurityException(revoked + " has no revocation list");
            }
        }
        return lists;
    }

    private RevocationList list(X509CRL crl, List<X509Certificate> authorities)
            throws GeneralSecurityException {
        for (var authority : authorities) {
            if (authority.getSubjectX500Principal().equals(crl.getIssuerX500Principal())) {
                return RevocationList.of(crl, authority);
            }
        }
        throw new GeneralSecurityException(revoked + " has a list of another authority");
    }
}
