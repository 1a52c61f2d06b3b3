// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrillReportTest {

    @Test
    void theLastLineHasTheAgreedMembers() {
        var report = new DrillReport("crash", true, new Verdict(2000, 0, 0, 0, 0), 1234, 7);

        assertThat(report.json())
                .isEqualTo(
                        "{\"drill\":\"crash\",\"ok\":true,\"acked\":2000,\"lost\":0,\"duplicated\":0,"
                                + "\"reordered\":0,\"recoveryMs\":1234,\"seed\":7}");
    }

    @Test
    void drillsAreFoundByName() {
        assertThat(Drill.named("crash")).contains(Drill.CRASH);
        assertThat(Drill.named("db-restart")).contains(Drill.DB_RESTART);
        assertThat(Drill.named("earthquake")).isEmpty();
    }
}
