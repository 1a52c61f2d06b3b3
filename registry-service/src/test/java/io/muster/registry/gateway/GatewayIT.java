// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.gateway;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class GatewayIT extends GatewayQuarkusTest {}
