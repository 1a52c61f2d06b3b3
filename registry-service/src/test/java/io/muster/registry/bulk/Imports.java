// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import static org.awaitility.Awaitility.await;

import io.muster.registry.Api;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Imports as tests send them. */
final class Imports {

    static final String CSV = "text/csv";
    static final String NDJSON = "application/x-ndjson";
    private static final String PATH = "/api/v1/imports";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Imports() {}

    /** A tenant that no other test knows. */
    static String tenant() {
        var id = "t-" + UUID.randomUUID();
        Api.tenant(id);
        return id;
    }

    static Response send(String tenant, String mode, String type, String file) {
        return send(tenant, mode, type, file, null);
    }

    static Response send(String tenant, String mode, String type, String file, String key) {
        return send(tenant, mode, type, file.getBytes(StandardCharsets.UTF_8), key);
    }

    static Response send(String tenant, String mode, String type, byte[] file, String key) {
        var request = Api.as("operator@" + tenant).contentType(type);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.body(file).post(PATH + "?mode=" + mode);
    }

    /** Sends a file and waits until all of it is done. */
    static JsonPath done(String tenant, String mode, String type, String file) {
        return done(tenant, id(send(tenant, mode, type, file)));
    }

    static String id(Response accepted) {
        return accepted.then().statusCode(202).extract().path("id");
    }

    static JsonPath done(String tenant, String job) {
        await().atMost(PATIENCE)
                .until(() ->
                        Set.of("DONE", "CANCELLED").contains(get(tenant, job).getString("state")));
        return get(tenant, job);
    }

    static JsonPath get(String tenant, String job) {
        return Api.as("viewer@" + tenant)
                .get(PATH + "/" + job)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static JsonPath rows(String tenant, String job, String query) {
        return Api.as("viewer@" + tenant)
                .get(PATH + "/" + job + "/rows?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static String failedRows(String tenant, String job) {
        return Api.as("operator@" + tenant)
                .get(PATH + "/" + job + "/failed-rows")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    static Response move(String tenant, String job, String action) {
        return Api.as("operator@" + tenant).post(PATH + "/" + job + "/" + action);
    }

    static Response device(String tenant, String id) {
        return Api.as("viewer@" + tenant).get("/api/v1/devices/" + id);
    }

    static long devices(String tenant) {
        return Api.as("tenant-admin@" + tenant)
                .get("/api/v1/tenants/" + tenant)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("usage.devices");
    }

    static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"dev-" + i + "\",\"tags\":[\"t" + i % 7 + "\"]}")
                .collect(Collectors.joining("\n"));
    }
}
