// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ProxyIT extends ProxyQuarkusTest {}
