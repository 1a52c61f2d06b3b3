// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class BrokerHookIT extends BrokerHookQuarkusTest {}
