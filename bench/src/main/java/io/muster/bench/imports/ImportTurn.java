// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.bench.measure.Sample;
import io.muster.bench.server.RegistryServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;

/** The file is sent to a new tenant; the time is that from the first byte to the job's end. */
final class ImportTurn implements Callable<Sample> {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int POLL_MILLIS = 100;
    private static final JsonMapper JSON = new JsonMapper();

    private final RegistryServer registry;
    private final byte[] file;
    private final int rows;
    private final HttpClient http = HttpClient.newHttpClient();

    ImportTurn(RegistryServer registry, DeviceFile file) {
        this.registry = registry;
        this.file = file.ndjson();
        this.rows = file.rows();
    }

    @Override
    public Sample call() throws IOException, InterruptedException {
        var tenant = "t-" + UUID.randomUUID();
        var admin = registry.token("default", "platform-admin");
        send(
                post(
                        "/api/v1/tenants",
                        "application/json",
                        admin,
                        ("{\"id\":\"" + tenant + "\"}").getBytes(StandardCharsets.UTF_8)));
        var operator = registry.token(tenant, "operator");
        long cpu = registry.server().cpuNanos();
        long from = System.nanoTime();
        var job =
                send(post("/api/v1/imports", "application/x-ndjson", operator, file))
                        .path("id")
                        .asText();
        var done = await(job, operator);
        long took = System.nanoTime() - from;
        if (done.path("rows").path("created").asInt() != rows) {
            throw new IOException("not all rows are there: " + done);
        }
        double micros = took / 1e3;
        return new Sample(
                rows * 1e9 / took,
                (registry.server().cpuNanos() - cpu) / 1e6 / rows,
                micros,
                micros);
    }

    private JsonNode await(String job, String token) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var now = send(request("/api/v1/imports/" + job, token).GET().build());
            if (now.path("state").asText().equals("DONE")) {
                return now;
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new IOException("the import does not end");
    }

    private HttpRequest post(String path, String type, String token, byte[] body) {
        return request(path, token)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(registry.at(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(request.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
