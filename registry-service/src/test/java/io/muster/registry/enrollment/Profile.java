// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.RawHttps.Answer;
import io.muster.registry.Tls;
import io.restassured.response.Response;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** An enrollment profile of a test, and tokens of it. */
record Profile(String label) {

    /** A profile with these rules that no other test uses. */
    static Profile with(Map<String, Object> rules) {
        var profile = new Profile("p" + UUID.randomUUID().toString().substring(0, 13));
        profile.put(rules).then().statusCode(201);
        return profile;
    }

    Response put(Map<String, Object> rules) {
        return Api.as("tenant-admin").body(rules).put(path());
    }

    String path() {
        return "/api/v1/enrollment-profiles/" + label;
    }

    Response tokens(Map<String, Object> order) {
        return Api.as("operator").body(order).post(path() + "/tokens");
    }

    /** The secret of a new token for a device. */
    String secret(String device, Map<String, Object> more) {
        var order = new HashMap<>(more);
        order.put("deviceId", device);
        return secret(order);
    }

    /** The secret of a new token. */
    String secret(Map<String, Object> order) {
        return tokens(order).then().statusCode(201).extract().path("tokens[0].secret");
    }

    Answer enroll(String device, String secret, byte[] csr) {
        return Est.post(
                Tls.anonymous(),
                "/.well-known/est/" + label + "/simpleenroll",
                Base64.getEncoder().encode(csr),
                Est.basic(device, secret));
    }
}
