// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** The same over mosquitto: what is safe there is safe on any plain broker. */
@QuarkusTest
@QuarkusTestResource(value = Mosquitto.class, restrictToAnnotatedClass = true)
@Tag("interop")
class MosquittoProvisioningQuarkusTest extends FleetProvisioningContract {

    @BeforeEach
    void requireMosquitto() {
        boolean present = Files.isExecutable(Mosquitto.PROGRAM);
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(present).as("mosquitto, needed with CI=true").isTrue();
        }
        assumeTrue(present, "skipped: apt-get install mosquitto");
    }
}
