// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.shadow.support.EventStream;
import io.muster.shadow.support.PackagedShadow;
import io.muster.testkit.TestTokens;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The packaged service is stopped while somebody follows a shadow. */
class ShadowStreamKillIT {

    /** An answer without an end would be waited for longer. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final String shadow = "/api/v1/devices/dev-" + UUID.randomUUID() + "/shadows/default";

    @Test
    void aStreamEndsWithTheServiceAndGoesOnAtTheNextOne() throws IOException {
        try (var service = PackagedShadow.start()) {
            var token = TestTokens.of("operator");
            wish(token, 1);
            try (var stream = EventStream.open(shadow + "/events", token)) {
                assertThat(stream.next().version()).isEqualTo(1);
                wish(token, 2);
                assertThat(stream.next().version()).isEqualTo(2);

                var told = Instant.now();
                service.stop();

                assertThat(Duration.between(told, Instant.now())).isLessThan(SOON);
                stream.expectEnd();
            }
            service.startAgain();
            wish(token, 3);

            try (var stream = EventStream.open(shadow + "/events", token, "Last-Event-ID", "1")) {
                assertThat(stream.next().version()).isEqualTo(2);
                assertThat(stream.next().version()).isEqualTo(3);
            }
        }
    }

    private void wish(String token, int n) {
        given().auth()
                .oauth2(token)
                .contentType("application/merge-patch+json")
                .body("{\"desired\":{\"n\":" + n + "}}")
                .patch(shadow)
                .then()
                .statusCode(200);
    }
}
