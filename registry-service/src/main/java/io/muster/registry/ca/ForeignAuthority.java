// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.bouncycastle.cert.X509CertificateHolder;

/** The certificate of an authority whose key somebody else has, and how they prove that they do. */
record ForeignAuthority(X509Certificate certificate) {

    private static final int KEY_CERT_SIGN = 5;

    /** Why this can't be an authority that vouches for devices; empty when it can. */
    Optional<String> breach(Instant now) {
        var usage = certificate.getKeyUsage();
        if (certificate.getBasicConstraints() < 0 || (usage != null && !usage[KEY_CERT_SIGN])) {
            return Optional.of("The certificate is not one of an authority.");
        }
        if (!KeyStrength.fits(certificate.getPublicKey())) {
            return Optional.of("The key is weaker than we accept, or of another kind.");
        }
        return validAt(certificate, now)
                ? Optional.empty()
                : Optional.of("The certificate is not valid now.");
    }

    private static boolean validAt(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    /** Whether this certificate, signed with the authority's key, has the code as its name. */
    boolean proves(X509Certificate verification, String code, Instant now) {
        return code.equals(commonName(verification))
                && verification
                        .getIssuerX500Principal()
                        .equals(certificate.getSubjectX500Principal())
                && validAt(verification, now)
                && signed(verification);
    }

    private boolean signed(X509Certificate verification) {
        try {
            return AuthoritySignature.made(holder(certificate), holder(verification));
        } catch (CertificateEncodingException | IOException | RuntimeException e) {
            return false; // What one parser reads, another may not.
        }
    }

    private static X509CertificateHolder holder(X509Certificate certificate)
            throws CertificateEncodingException, IOException {
        return new X509CertificateHolder(certificate.getEncoded());
    }

    /** The only common name; anything else is a name that proves nothing. */
    private static String commonName(X509Certificate certificate) {
        try {
            var names =
                    new LdapName(certificate.getSubjectX500Principal().getName())
                            .getRdns().stream()
                                    .filter(rdn -> rdn.size() == 1)
                                    .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                                    .map(Rdn::getValue)
                                    .map(Object::toString)
                                    .toList();
            return names.size() == 1 ? names.getFirst() : "";
        } catch (InvalidNameException e) {
            return "";
        }
    }
}
