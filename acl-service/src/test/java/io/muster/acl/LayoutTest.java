// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.testkit.LayeringRules;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LayoutTest {

    @Test
    void theDomainKnowsNothingOfTheWorldOutside() {
        LayeringRules.of("io.muster.acl")
                .domain("decision", "policy", "certificate", "broker", "digest", "session")
                .check();
    }

    /** With the first migration, the lint of migrations belongs here. */
    @Test
    void thisServiceStoresNothing() {
        var base = Path.of(System.getProperty("basedir", ""));

        assertThat(base.resolve(Path.of("src", "main", "resources", "db"))).doesNotExist();
    }
}
