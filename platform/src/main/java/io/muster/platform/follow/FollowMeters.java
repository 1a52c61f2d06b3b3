// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.follow;

import io.micrometer.core.instrument.MeterRegistry;

/** What one follower counts. */
final class FollowMeters {

    private final MeterRegistry registry;
    private final String source;

    FollowMeters(MeterRegistry registry, String source) {
        this.registry = registry;
        this.source = source;
    }

    void event(String outcome) {
        registry.counter("muster.follow.events", "source", source, "outcome", outcome).increment();
    }

    void snapshot(String outcome) {
        registry.counter("muster.follow.snapshots", "source", source, "outcome", outcome)
                .increment();
    }
}
