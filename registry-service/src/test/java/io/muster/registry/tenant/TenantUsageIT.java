// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the packaged service, native or not. */
@QuarkusIntegrationTest
class TenantUsageIT extends TenantUsageQuarkusTest {}
