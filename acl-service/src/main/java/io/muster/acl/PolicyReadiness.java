// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.book.PolicyBook;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when there are policies to decide by. Policies of a tenant that can't be put in force are
 * counted and do not count: one tenant's mistake must not take the service from the others.
 */
@Readiness
@ApplicationScoped
class PolicyReadiness implements HealthCheck {

    private final PolicyBook book;

    PolicyReadiness(PolicyBook book) {
        this.book = book;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("policies")
                .status(book.loaded())
                .withData("faulty", book.faulty().size())
                .build();
    }
}
