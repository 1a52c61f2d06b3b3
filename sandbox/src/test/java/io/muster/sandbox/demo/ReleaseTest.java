// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReleaseTest {

    @Test
    void theManifestIsCanonical() {
        var manifest =
                new String(Release.good("sensor", "1.1.0").manifest(), StandardCharsets.UTF_8);

        assertThat(manifest)
                .matches(
                        "\\{\"product\":\"sensor\",\"securityVersion\":1,\"sha256\":\"[0-9a-f]{64}\","
                                + "\"size\":262144,\"version\":\"1.1.0\"}");
    }

    @Test
    void aBadReleaseIsBadInItsBytes() {
        var good = Release.good("sensor", "1.1.0");
        var bad = Release.bad("sensor", "1.1.0");

        assertThat(bad.manifest()).isNotEqualTo(good.manifest());
        assertThat(Release.good("sensor", "1.1.0").bytes()).isEqualTo(good.bytes());
    }

    @Test
    void aForeignTokenSaysTheSameAndIsSignedOtherwise() {
        var valid = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";

        var foreign = ForeignToken.like(valid);

        assertThat(foreign).startsWith("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.").isNotEqualTo(valid);
    }
}
