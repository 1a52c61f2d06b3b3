// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class PolicyTenancyIT extends PolicyTenancyQuarkusTest {}
