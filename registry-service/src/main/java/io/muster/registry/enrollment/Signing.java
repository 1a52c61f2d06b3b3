// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.topic.TenantId;
import io.muster.registry.ca.Authorities;
import io.muster.registry.ca.Authority;
import io.muster.registry.ca.CaConfig;
import io.muster.registry.ca.CertificateProfile;
import io.muster.registry.enrollment.CryptoPool.Urgency;
import io.muster.registry.enrollment.csr.CertificateRequest;
import io.muster.registry.enrollment.csr.CsrPolicy;
import io.muster.registry.enrollment.csr.CsrReading;
import io.muster.registry.identity.ClaimCertificate;
import io.muster.registry.identity.ClaimIdentity;
import io.muster.registry.identity.DeviceCertificate;
import io.muster.registry.identity.Named;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The two steps that cost processor time, on the pool that bounds it. */
@Singleton
class Signing {

    private final CryptoPool pool;
    private final Authorities authorities;
    private final CertificateProfile profile;
    private final Clock clock;

    Signing(CryptoPool pool, Authorities authorities, CaConfig config, Clock clock) {
        this.pool = pool;
        this.authorities = authorities;
        this.profile = config.profile();
        this.clock = clock;
    }

    /** Parses a request and verifies that its sender holds the key. */
    Uni<CsrReading> read(Urgency urgency, TenantId tenant, byte[] csr) {
        return pool.call(urgency, tenant, () -> CsrPolicy.read(csr));
    }

    /** Signs a certificate for the key of a request; nobody may see it before it is stored. */
    Uni<DeviceCertificate> sign(
            Grant grant, CertificateRequest request, Optional<Duration> validity) {
        var identity = grant.identity();
        var authority = authority(identity);
        var terms = new CertificateProfile(validity.orElse(profile.lifetime()), profile.backdate());
        return pool.call(
                Urgency.of(grant),
                identity.tenant(),
                () -> authority.issue(terms, identity, request.key(), clock.instant()));
    }

    /** Signs a certificate for the key of a claim; nobody may see it before it is stored. */
    Uni<ClaimCertificate> sign(
            ClaimIdentity identity, CertificateRequest request, Duration lifetime) {
        var authority = authority(identity);
        var terms = new CertificateProfile(lifetime, profile.backdate());
        return pool.call(
                Urgency.FIRST,
                identity.tenant(),
                () -> authority.issue(terms, identity, request.key(), clock.instant()));
    }

    private Authority authority(Named identity) {
        return authorities
                .find(identity.tenant())
                .orElseThrow(() -> new IllegalStateException("the tenant has no authority"));
    }
}
