// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow;

import io.muster.testkit.LayeringRules;
import io.muster.testkit.MigrationLint;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theDomainIsPureAndFeaturesFormNoCycle() {
        LayeringRules.of("io.muster.shadow")
                .domain("json", "delivery", "schedule", "document", "history", "change", "index")
                .check();
    }

    @Test
    void migrationsRunOnEveryEngine() {
        MigrationLint.check();
    }
}
