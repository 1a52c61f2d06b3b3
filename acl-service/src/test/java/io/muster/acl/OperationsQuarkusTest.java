// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.testkit.OidcResource;
import io.muster.testkit.OperationsContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
class OperationsQuarkusTest extends OperationsContract {}
