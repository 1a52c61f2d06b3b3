// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import io.quarkus.test.junit.QuarkusTest;

/** Over the broker that the sandbox has. */
@QuarkusTest
class FleetProvisioningQuarkusTest extends FleetProvisioningContract {}
