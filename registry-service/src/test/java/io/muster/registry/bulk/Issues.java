// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import static org.awaitility.Awaitility.await;

import io.muster.registry.Api;
import io.muster.registry.TestCsr;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bulk issue of certificates as tests ask for it. */
final class Issues {

    static final String PATH = "/api/v1/certificates/bulk-issue";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private Issues() {}

    /** A request, with a new key, for each of the devices of {@link Imports#lines}. */
    static String file(int devices) {
        return IntStream.range(0, devices)
                .mapToObj(i -> line("dev-" + i, csr("dev-" + i)))
                .collect(Collectors.joining("\n"));
    }

    static String csr(String device) {
        return Base64.getEncoder().encodeToString(TestCsr.of(device).der());
    }

    static String line(String device, String csr) {
        return "{\"deviceId\":\"" + device + "\",\"csr\":\"" + csr + "\"}";
    }

    static Response send(String user, String type, String file) {
        return Api.as(user)
                .contentType(type)
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post(PATH);
    }

    /** The job that a file begins. */
    static String id(String tenant, String file) {
        return Imports.id(send("operator@" + tenant, Imports.NDJSON, file));
    }

    static JsonPath get(String tenant, String job) {
        return Api.as("operator@" + tenant)
                .get(PATH + "/" + job)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The job, when all of it is done. */
    static JsonPath done(String tenant, String job) {
        await().atMost(PATIENCE).until(() -> get(tenant, job).getString("state").equals("DONE"));
        return get(tenant, job);
    }

    static List<JsonPath> results(String tenant, String job) {
        return Api.as("operator@" + tenant)
                .get(PATH + "/" + job + "/results")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(JsonPath::new)
                .toList();
    }

    static List<String> fingerprints(String tenant, String job) {
        return results(tenant, job).stream().map(line -> line.getString("fingerprint")).toList();
    }
}
