// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;

/** The issuers' API as tests call it. */
public final class Issuers {

    private Issuers() {}

    /** Does something with an issuer: prepare, roll, retire. */
    public static Response act(String issuer, String action) {
        return Api.as("security-admin").post("/api/v1/issuers/" + issuer + "/" + action);
    }

    public static Response get(String issuer) {
        return Api.as("security-admin").get("/api/v1/issuers/" + issuer);
    }

    /** The ids of the tenant's issuers that are in this state. */
    public static List<String> in(String state) {
        List<Map<String, Object>> items =
                Api.as("security-admin").get("/api/v1/issuers?limit=200").path("items");
        return items.stream()
                .filter(issuer -> issuer.get("state").equals(state))
                .map(issuer -> (String) issuer.get("id"))
                .toList();
    }

    /** The id of the issuer that issues. */
    public static String issuing() {
        var issuing = in("ISSUING");
        if (issuing.size() != 1) {
            throw new AssertionError("issuing: " + issuing);
        }
        return issuing.getFirst();
    }
}
