// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.token.TokenIssuers;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when our own services can be let in. The read model of the fleet must not count: it comes
 * through a broker that asks us about everybody, also about those it comes from.
 */
@Readiness
@ApplicationScoped
class AclReadiness implements HealthCheck {

    private final TokenIssuers issuers;

    AclReadiness(TokenIssuers issuers) {
        this.issuers = issuers;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("token issuer's keys").status(issuers.ready()).build();
    }
}
