// SPDX-License-Identifier: Apache-2.0
package io.muster.ota;

import io.muster.testkit.LayeringRules;
import io.muster.testkit.MigrationLint;
import org.junit.jupiter.api.Test;

class LayoutTest {

    @Test
    void theDomainIsPureAndFeaturesFormNoCycle() {
        LayeringRules.of("io.muster.ota").domain("rollout", "release", "artifact").check();
    }

    @Test
    void migrationsSuitEveryEngine() {
        MigrationLint.check();
    }
}
