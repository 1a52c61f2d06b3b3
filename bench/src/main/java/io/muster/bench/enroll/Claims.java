// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.enroll;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.bench.server.RegistryServer;
import io.muster.sandbox.device.Certificates;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/** What devices need to enroll: a claim token for all of them, and trust in the server. */
final class Claims {

    static final String LABEL = "bench";

    private static final String PROFILE = "/api/v1/enrollment-profiles/" + LABEL;

    private Claims() {}

    /** The secret of a claim token that is good for any device, and adds it. */
    static String secret(RegistryServer registry) throws IOException, InterruptedException {
        call(registry, "PUT", PROFILE, "{\"createIfMissing\":true}");
        var order = "{\"pattern\":\"bench-*\",\"maxUses\":1000000}";
        var made = call(registry, "POST", PROFILE + "/tokens", order);
        return new ObjectMapper().readTree(made).path("tokens").path(0).path("secret").asText();
    }

    private static String call(RegistryServer registry, String method, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(registry.at(path))
                        .header("Authorization", "Bearer " + registry.token())
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(method + " " + path + ": " + answer.body());
            }
            return answer.body();
        }
    }

    /** Trusts the service and shows nothing. */
    static SSLContext tls(RegistryServer registry) throws IOException {
        try {
            var tls = SSLContext.getInstance("TLS");
            var anchors = Certificates.read(registry.serverAuthority());
            tls.init(null, Certificates.trusting(anchors).getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
