// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.testkit.LayeringRules;
import io.muster.testkit.MigrationLint;
import org.junit.jupiter.api.Test;

class LayoutTest {

    @Test
    void theDomainKnowsNothingOfTheWorldOutside() {
        LayeringRules.of("io.muster.acl")
                .domain(
                        "decision",
                        "policy",
                        "book",
                        "certificate",
                        "credential",
                        "broker",
                        "digest",
                        "session",
                        "revocation",
                        "limits")
                .check();
    }

    @Test
    void migrationsSuitEveryEngine() {
        MigrationLint.check();
    }
}
