// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import io.muster.shadow.alias.AliasStatus.Use;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Unready while AWS's topics are wanted and can't be served, so that a new version with a setting
 * that does not fit the broker takes no traffic over. What to do is said beside it.
 */
@Readiness
@ApplicationScoped
class AliasReadiness implements HealthCheck {

    private final AliasStatus status;
    private final AliasIngress ingress;

    AliasReadiness(AliasStatus status, AliasIngress ingress) {
        this.status = status;
        this.ingress = ingress;
    }

    @Override
    public HealthCheckResponse call() {
        var trouble = ingress.trouble();
        boolean up = status.use() instanceof Use.Off || (status.usable() && trouble.isEmpty());
        return HealthCheckResponse.named("AWS IoT topics")
                .status(up)
                .withData("topics", status.text())
                .withData("requests", requests(trouble))
                .build();
    }

    private String requests(Optional<String> trouble) {
        if (!status.usable()) {
            return "none";
        }
        return trouble.orElse(ingress.isOpen() ? "come in" : "another replica has them");
    }
}
