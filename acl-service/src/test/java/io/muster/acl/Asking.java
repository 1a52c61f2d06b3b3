// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static io.restassured.RestAssured.given;

import io.muster.acl.TestAuthority.Issued;
import java.util.List;
import java.util.Map;

/** A device at the sandbox broker, whose questions the broker asks as HiveMQ does. */
public record Asking(String device, Object session) {

    /** Connects a device that may. */
    public static Asking as(String device, Issued issued) {
        var body =
                "{\"clientId\":\"%s\",\"username\":null,\"password\":null,\"certificate\":\"%s\",\"will\":null}"
                        .formatted(device, issued.base64());
        Object session =
                given().contentType("application/json")
                        .header("Authorization", "Bearer " + Neighbours.SECRET)
                        .body(body)
                        .post("/hooks/sandbox/hivemq/connect")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("session");
        return new Asking(device, session);
    }

    /** May it publish there? */
    public boolean mayPublish(String topic) {
        return allowed("publish", topic);
    }

    /** May it subscribe to that? */
    public boolean maySubscribe(String filter) {
        return allowed("subscribe", filter);
    }

    private boolean allowed(String action, String topic) {
        var question =
                Map.of(
                        "session",
                        session,
                        "clientId",
                        device,
                        "requests",
                        List.of(Map.of("action", action, "topic", topic)));
        List<String> decisions =
                given().contentType("application/json")
                        .header("Authorization", "Bearer " + Neighbours.SECRET)
                        .body(question)
                        .post("/hooks/sandbox/hivemq/authorize")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("decisions");
        return decisions.equals(List.of("allow"));
    }
}
