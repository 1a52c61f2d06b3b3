// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.Neighbours;
import io.muster.acl.TestAuthority;
import io.muster.acl.World;
import io.muster.testkit.OidcResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same questions to a service that can decide nothing: it has no keys of the issuer, and what
 * it knows of devices is too old.
 */
@QuarkusTest
@TestProfile(Row01ErrorIsNoAllowQuarkusTest.Blind.class)
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
class Row01ErrorIsNoAllowQuarkusTest {

    static Stream<String> files() {
        return GoldenRun.files(true);
    }

    @ParameterizedTest
    @MethodSource("files")
    void isAnsweredAsWritten(String file) throws IOException {
        var device = World.ISSUER.issue(TestAuthority.device("default", "dev-1"));

        new GoldenRun(device).play(file);
    }

    /** Whatever the service needs to know is not to be had. */
    public static final class Blind implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "muster.acl.fleet.max-staleness", "0s",
                    "muster.acl.token.issuer", "${quarkus.oidc.auth-server-url}",
                    "muster.acl.token.address", "http://127.0.0.1:1",
                    "muster.acl.deadline", "500ms");
        }
    }
}
