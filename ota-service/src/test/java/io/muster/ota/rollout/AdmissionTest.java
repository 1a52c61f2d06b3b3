// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import static io.muster.ota.rollout.JobKind.ROLLBACK;
import static io.muster.ota.rollout.JobKind.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    @Test
    void onlyWhatLeadsForwardIsAnUpdate() {
        assertThat(state(UPDATE, "1.0.0")).isEqualTo(JobState.QUEUED);
        assertThat(state(UPDATE, "1.1.0")).isEqualTo(JobState.SKIPPED);
        assertThat(state(UPDATE, "1.2.0")).isEqualTo(JobState.SKIPPED);
        assertThat(state(UPDATE, "1.1.0+other")).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aRollbackMayLeadBack() {
        assertThat(state(ROLLBACK, "1.2.0")).isEqualTo(JobState.QUEUED);
        assertThat(state(ROLLBACK, "1.1.0")).isEqualTo(JobState.SKIPPED);
    }

    @Test
    void whoIsGoneGetsNothing() {
        assertThat(Admission.of(UPDATE, "1.1.0", false, Optional.empty()).state())
                .isEqualTo(JobState.REMOVED);
        assertThat(Admission.of(UPDATE, "1.1.0", true, Optional.empty()).state())
                .isEqualTo(JobState.QUEUED);
    }

    private static JobState state(JobKind kind, String installed) {
        return Admission.of(kind, "1.1.0", true, Optional.of(installed)).state();
    }
}
