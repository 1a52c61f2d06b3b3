// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.certificate;

import io.muster.acl.decision.CertificateFacts;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.Instant;

/**
 * What a certificate says once its chain, purpose and names were checked. None of that changes with
 * time; validity, revocation and the device's state do, and are asked again for every connection.
 *
 * @param facts what policies may see of it
 * @param issuer the fingerprint of the issuing CA's certificate
 */
public record DeviceCertificate(
        TenantId tenant,
        DeviceId device,
        String fingerprint,
        String issuer,
        Instant notBefore,
        Instant notAfter,
        CertificateFacts facts) {

    /** Whether it is of nobody yet, and good for nothing but asking for a certificate. */
    public boolean claim() {
        return DeviceNames.isClaim(facts.sanUri());
    }

    /** Says whether the moment lies within the certificate's validity; both ends belong to it. */
    public boolean validAt(Instant moment) {
        return !moment.isBefore(notBefore) && !moment.isAfter(notAfter);
    }
}
