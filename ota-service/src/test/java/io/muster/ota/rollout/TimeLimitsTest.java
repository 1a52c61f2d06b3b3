// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeLimitsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final TimeLimits LIMITS =
            new TimeLimits(
                    Duration.ofHours(5),
                    Duration.ofHours(3),
                    Duration.ofHours(2),
                    Duration.ofHours(1),
                    Duration.ofHours(6));

    @Test
    void aPhaseEndsWithTheJobAtTheLatest() {
        assertThat(LIMITS.deadline(Phase.ACCEPT, NOW, NOW))
                .isEqualTo(NOW.plus(Duration.ofHours(5)));
        assertThat(LIMITS.deadline(Phase.DOWNLOAD, NOW.plus(Duration.ofHours(4)), NOW))
                .isEqualTo(NOW.plus(Duration.ofHours(6)));
    }

    @Test
    void progressWithinAPhaseDoesNotExtendIt() {
        var job = new Job(null, DeviceJob.queued("2"), "", 0, 1, JobTimes.createdAt(NOW));
        var offered = moved(job, new JobEvent.Offered(), NOW);
        var loading = moved(offered, progress(1), NOW.plusSeconds(60));
        var further = moved(loading, progress(50), NOW.plusSeconds(600));

        assertThat(offered.times().deadline()).contains(NOW.plus(Duration.ofHours(5)));
        assertThat(loading.times().deadline())
                .contains(NOW.plusSeconds(60).plus(Duration.ofHours(3)));
        assertThat(further.times().deadline()).isEqualTo(loading.times().deadline());
    }

    @Test
    void whatHasEndedHasNoDeadline() {
        var job = new Job(null, DeviceJob.queued("2"), "", 0, 1, JobTimes.createdAt(NOW));
        var offered = moved(job, new JobEvent.Offered(), NOW);

        var ended = moved(offered, new JobEvent.Expired(), NOW.plusSeconds(1));

        assertThat(ended.state()).isEqualTo(JobState.TIMED_OUT);
        assertThat(ended.progress().reason()).isEqualTo("accept-timeout");
        assertThat(ended.times().deadline()).isEmpty();
    }

    private static Job moved(Job job, JobEvent event, Instant at) {
        var step = (JobStep.To) job.progress().on(event);
        return job.moved(step.next(), "", LIMITS, at);
    }

    private static JobEvent progress(int percent) {
        return new JobEvent.Reported(JobEvent.Claim.DOWNLOADING, percent, "", "");
    }
}
