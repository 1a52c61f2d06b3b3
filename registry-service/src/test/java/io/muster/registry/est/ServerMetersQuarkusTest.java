// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.Est;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What monitoring sees of the two servers. */
@QuarkusTest
class ServerMetersQuarkusTest {

    @Test
    void theTwoServersAreCountedApart() {
        double est = requests("est");
        double api = requests("api");

        Est.cacerts();
        Est.cacerts();
        given().get("/api/v1/devices").then().statusCode(401);

        assertThat(requests("est")).isEqualTo(est + 2);
        assertThat(requests("api")).isEqualTo(api + 1);
        assertThat(metrics())
                .containsPattern("http_server_bytes_written_sum\\{[^}]*server=\"est\"")
                .containsPattern("http_server_bytes_written_sum\\{[^}]*server=\"api\"");
    }

    private static double requests(String server) {
        return Pattern.compile(
                        "http_server_requests_seconds_count\\{[^}]*server=\""
                                + server
                                + "\"[^}]*\\} (.+)")
                .matcher(metrics())
                .results()
                .mapToDouble(series -> Double.parseDouble(series.group(1)))
                .sum();
    }

    private static String metrics() {
        return given().get("/q/metrics").then().statusCode(200).extract().asString();
    }
}
