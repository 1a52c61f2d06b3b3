// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.certificate;

import io.muster.acl.decision.CertificateFacts;
import io.muster.acl.decision.Reason;
import io.muster.acl.digest.Sha256;
import io.muster.platform.topic.TenantId;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * The authorities that one tenant trusts besides the registry, or without one.
 *
 * @param denied serial numbers in lower-case hexadecimal, of any of the authorities
 */
public record TenantTrust(
        TenantId tenant,
        NameRule names,
        List<X509Certificate> authorities,
        List<RevocationList> revoked,
        Set<String> denied) {

    private static final int HEX = 16;

    public TenantTrust {
        authorities = List.copyOf(authorities);
        revoked = List.copyOf(revoked);
        denied = Set.copyOf(denied);
    }

    /** What a certificate of ours says; empty when it is not one. */
    Optional<DeviceCertificate> check(X509Certificate certificate, Instant now) {
        return authorities.stream()
                .filter(each ->
                        each.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .filter(each -> CertificateCheck.issued(each, certificate, Date.from(now)))
                .findFirst()
                .flatMap(issuer ->
                        names.read(certificate)
                                .map(device ->
                                        CertificateCheck.describe(
                                                certificate,
                                                new DeviceNames(tenant, device),
                                                issuer)));
    }

    /** Why a certificate that was checked once counts no more. */
    Optional<Reason> objection(CertificateFacts facts, Instant now) {
        var serial = facts.serial();
        if (serial == null || !authorities.stream().anyMatch(each -> named(each, facts.issuer()))) {
            return Optional.of(Reason.ISSUER_UNKNOWN);
        }
        if (denied.contains(serial)) {
            return Optional.of(Reason.REVOKED);
        }
        return revoked.stream()
                .filter(list -> named(list.issuer(), facts.issuer()))
                .flatMap(list -> objection(list, new BigInteger(serial, HEX), now).stream())
                .findFirst();
    }

    /** A list that is out of date may lack the one entry that matters. */
    private static Optional<Reason> objection(RevocationList list, BigInteger serial, Instant now) {
        if (list.serials().contains(serial)) {
            return Optional.of(Reason.REVOKED);
        }
        return list.staleAt(now) ? Optional.of(Reason.UNAVAILABLE) : Optional.empty();
    }

    private static boolean named(X509Certificate authority, @Nullable String name) {
        return authority.getSubjectX500Principal().getName(X500Principal.RFC2253).equals(name);
    }

    /** Says whether this very authority is still trusted. */
    boolean trusts(String fingerprint) {
        return authorities.stream().anyMatch(each -> fingerprint(each).equals(fingerprint));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return Sha256.hex(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a parsed certificate has an encoding", impossible);
        }
    }
}
