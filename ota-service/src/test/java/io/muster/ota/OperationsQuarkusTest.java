// SPDX-License-Identifier: Apache-2.0
package io.muster.ota;

import io.muster.ota.support.OtaTest;
import io.muster.testkit.OperationsContract;

@OtaTest
class OperationsQuarkusTest extends OperationsContract {}
