// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.support;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.muster.testkit.TestTokens;

/** Somebody who uses the API. */
public final class Operator {

    private static final String SHADOW = "/api/v1/devices/{id}/shadows/default";

    private Operator() {}

    /** Changes what is desired of a device. */
    public static void wish(TestDevice device, String patch) {
        given().auth()
                .oauth2(TestTokens.of("operator"))
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(SHADOW + "/desired", device.id())
                .then()
                .statusCode(200)
                .body("deviceId", equalTo(device.id()));
    }

    /** The shadow as it is stored now. */
    public static String read(TestDevice device) {
        return given().auth()
                .oauth2(TestTokens.of("viewer"))
                .get(SHADOW, device.id())
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
