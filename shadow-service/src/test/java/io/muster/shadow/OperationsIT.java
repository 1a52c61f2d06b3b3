// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the packaged service, native or not. */
@QuarkusIntegrationTest
class OperationsIT extends OperationsQuarkusTest {}
