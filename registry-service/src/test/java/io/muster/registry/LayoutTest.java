// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import io.muster.testkit.LayeringRules;
import io.muster.testkit.MigrationLint;
import org.junit.jupiter.api.Test;

class LayoutTest {

    @Test
    void theDomainIsPureAndFeaturesHaveNoCycles() {
        LayeringRules.of("io.muster.registry").domain("identity", "enrollment.csr").check();
    }

    @Test
    void migrationsRunOnEveryEngine() {
        MigrationLint.check();
    }
}
