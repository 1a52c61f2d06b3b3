// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.Neighbours;
import io.muster.testkit.OidcResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

@QuarkusTest
@TestProfile(RabbitMqFailuresQuarkusTest.Registered.class)
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
class RabbitMqFailuresQuarkusTest extends HookFailures {

    RabbitMqFailuresQuarkusTest() {
        super("rabbitmq", "user", true, "deny", 401);
    }

    /** The registered broker is a RabbitMQ that logs clients in by their certificates. */
    public static final class Registered implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "muster.acl.broker.dialect", "rabbitmq",
                    "muster.acl.broker.tenant", "default",
                    "muster.acl.broker.certificate-login", "true");
        }
    }
}
