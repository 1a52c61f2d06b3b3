// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import java.time.Duration;

/** Small bounds, to be reached in a test. */
record Strict() implements EnrollmentConfig {

    @Override
    public Duration overlap() {
        return Duration.ofHours(24);
    }

    @Override
    public Duration approvalPoll() {
        return Duration.ofSeconds(30);
    }

    @Override
    public int maxPending() {
        return 10;
    }

    @Override
    public int maxPendingOfOne() {
        return 2;
    }

    @Override
    public int requestsPerMinute() {
        return 10;
    }

    @Override
    public Duration tokenLifetime() {
        return Duration.ofHours(24);
    }

    @Override
    public int failuresPerMinute() {
        return 2;
    }

    @Override
    public int renewalsPerTenMinutes() {
        return 2;
    }

    @Override
    public int waiting() {
        return 16;
    }
}
