// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.certificate;

import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Proof.Trusted;
import io.muster.acl.decision.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The authorities that are trusted by configuration, of all tenants. Replaced as a whole when their
 * files change; asked again with every request of a session that stands on one of them.
 */
public final class Trust {

    private volatile List<TenantTrust> tenants = List.of();

    /** From now on these count, and no others. */
    public void replace(List<TenantTrust> next) {
        tenants = List.copyOf(next);
    }

    /** Says whether there is any at all. */
    public boolean isEmpty() {
        return tenants.isEmpty();
    }

    /**
     * What a certificate of a trusted authority says; empty when it is none, or not for clients, or
     * names no device. Takes some computing.
     */
    public Optional<DeviceCertificate> check(byte[] der, Instant now) {
        var known = tenants;
        return CertificateCheck.read(der)
                .filter(CertificateCheck::forClients)
                .flatMap(certificate ->
                        known.stream()
                                .flatMap(each -> each.check(certificate, now).stream())
                                .findFirst());
    }

    /** Says whether the authority that issued this is trusted as it was. */
    public boolean trusts(DeviceCertificate certificate) {
        return tenants.stream()
                .filter(each -> each.tenant().equals(certificate.tenant()))
                .anyMatch(each -> each.trusts(certificate.issuer()));
    }

    /** Why a device with such a certificate may not be connected now. */
    public Optional<Reason> objection(Device device, Trusted proof, Instant now) {
        var facts = proof.certificate();
        return tenants.stream()
                .filter(each -> each.tenant().equals(device.tenant()))
                .findFirst()
                .map(each -> each.objection(facts, now))
                .orElse(Optional.of(Reason.ISSUER_UNKNOWN));
    }
}
