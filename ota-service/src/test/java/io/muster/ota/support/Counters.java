// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

/** Counts the jobs of a rollout anew and compares with what its waves say. */
public final class Counters {

    private static final String DIFFERENT =
            """
            SELECT count(*) AS n FROM wave w
            WHERE w.rollout_id = ? AND (w.queued, w.offered, w.installing, w.ok, w.failed, w.skipped, w.withdrawn) <> (
                SELECT count(*) FILTER (WHERE state = 'QUEUED'),
                    count(*) FILTER (WHERE state IN ('OFFERED', 'DOWNLOADING', 'DOWNLOADED')),
                    count(*) FILTER (WHERE state IN ('INSTALLING', 'VERIFYING')),
                    count(*) FILTER (WHERE state = 'SUCCEEDED'),
                    count(*) FILTER (WHERE state IN ('FAILED', 'TIMED_OUT', 'REJECTED')),
                    count(*) FILTER (WHERE state = 'SKIPPED'),
                    count(*) FILTER (WHERE state IN ('CANCELLED', 'REMOVED'))
                FROM job j WHERE j.tenant_id = w.tenant_id AND j.rollout_id = w.rollout_id AND j.wave = w.number)
            """;

    private Counters() {}

    public static void assertExact(String rollout) {
        long different =
                Tables.first(DIFFERENT, UUID.fromString(rollout), Long.class).orElseThrow();

        assertThat(different).as("waves whose counters are wrong").isZero();
    }
}
