// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import io.muster.testkit.OperationsContract;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class OperationsQuarkusTest extends OperationsContract {}
