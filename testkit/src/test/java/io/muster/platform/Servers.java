// SPDX-License-Identifier: Apache-2.0
package io.muster.platform;

import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;

/**
 * What every {@code @QuarkusTest} of this module runs against; named once, so that they share one
 * application.
 */
@QuarkusTestResource(
        value = PostgresResource.class,
        initArgs = @ResourceArg(name = "service", value = "registry"))
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(EventProxyResource.class)
final class Servers {

    private Servers() {}
}
