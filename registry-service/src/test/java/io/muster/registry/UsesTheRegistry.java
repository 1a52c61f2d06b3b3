// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;

/** Says once for all tests of this module what runs beside the service. */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(RegistryResource.class)
final class UsesTheRegistry {

    private UsesTheRegistry() {}
}
