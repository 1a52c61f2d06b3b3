// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.revocation.Revocations;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when it is known what is revoked; until then nobody of a tenant is let in. */
@Readiness
@ApplicationScoped
class RevocationReadiness implements HealthCheck {

    private final Revocations revocations;

    RevocationReadiness(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("revocations").status(revocations.loaded()).build();
    }
}
