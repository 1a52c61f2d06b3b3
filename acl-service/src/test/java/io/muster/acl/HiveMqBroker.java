// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static io.restassured.RestAssured.given;

import io.muster.acl.TestAuthority.Issued;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Asks as our extension of HiveMQ does. */
public final class HiveMqBroker {

    private HiveMqBroker() {}

    public static Response connect(String clientId, Issued certificate) {
        return connect(clientId, certificate, "10.0.0.1");
    }

    public static Response connect(String clientId, Issued certificate, String ip) {
        return post(
                "connect",
                "{\"clientId\":\"%s\",\"certificate\":\"%s\",\"ip\":\"%s\"}"
                        .formatted(clientId, certificate.base64(), ip));
    }

    public static Response connect(String clientId, String username, String password) {
        return post(
                "connect",
                "{\"clientId\":\"%s\",\"username\":\"%s\",\"password\":\"%s\",\"ip\":\"10.0.0.1\"}"
                        .formatted(clientId, username, password));
    }

    /** The session of a client that is let in. */
    public static String session(Response connected) {
        return connected.then().statusCode(200).extract().path("session");
    }

    /** Whether the session may publish to each of these topics. */
    public static List<String> publish(String clientId, String session, String... topics) {
        var requests =
                Arrays.stream(topics)
                        .map(topic -> Map.of("action", "publish", "topic", topic))
                        .toList();
        return given().contentType("application/json")
                .header("Authorization", "Bearer " + Neighbours.SECRET)
                .body(Map.of("session", session, "clientId", clientId, "requests", requests))
                .post("/hooks/sandbox/hivemq/authorize")
                .then()
                .statusCode(200)
                .extract()
                .path("decisions");
    }

    private static Response post(String operation, String body) {
        return given().contentType("application/json")
                .header("Authorization", "Bearer " + Neighbours.SECRET)
                .body(body)
                .post("/hooks/sandbox/hivemq/" + operation);
    }
}
