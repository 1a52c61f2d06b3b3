// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.Neighbours;
import io.muster.acl.TestAuthority.Issued;
import io.muster.acl.World;
import io.muster.testkit.OidcResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each broker was seen to send, as bytes, and what it is answered. The files are in {@code
 * src/test/resources/golden}.
 */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
class GoldenQuarkusTest {

    private static Issued device;

    @BeforeAll
    static void world() {
        World.begin();
        device = World.enrolled("dev-1");
    }

    static Stream<String> files() {
        return GoldenRun.files(false);
    }

    @ParameterizedTest
    @MethodSource("files")
    void isAnsweredAsWritten(String file) throws IOException {
        new GoldenRun(device).play(file);
    }
}
