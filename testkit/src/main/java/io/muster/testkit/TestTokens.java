// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.sandbox.oidc.OidcOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Bearer tokens of the issuer that {@link OidcResource} started, got as anybody gets them: from its
 * token endpoint.
 */
public final class TestTokens {

    private static final String ISSUER_PROPERTY = "muster.testkit.oidc.url";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestTokens() {}

    /**
     * The test itself may run in another class loader than the resource: it finds the issuer by its
     * URL.
     */
    static void from(String issuerUrl) {
        System.setProperty(ISSUER_PROPERTY, issuerUrl);
    }

    /**
     * A token of a development user of the tenant {@code default}: {@code admin} has every role,
     * {@code operator} only that role, {@code operator+auditor} both; {@code viewer@other} is a
     * viewer of the tenant {@code other}.
     */
    public static String of(String user) {
        return request(
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        OidcOptions.CLI_CLIENT,
                        "username",
                        user,
                        "password",
                        OidcResource.PASSWORD));
    }

    /** A token of a service, for example {@code acl-service}. */
    public static String service(String clientId) {
        return request(
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        clientId,
                        "client_secret",
                        OidcResource.PASSWORD));
    }

    private static String request(Map<String, String> form) {
        var body =
                form.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&"));
        var request =
                HttpRequest.newBuilder(URI.create(System.getProperty(ISSUER_PROPERTY) + "/token"))
                        .timeout(Duration.ofSeconds(10))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return token(request);
    }

    private static String token(HttpRequest request) {
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalArgumentException("no token: " + answer.body());
            }
            return JSON.readTree(answer.body()).get("access_token").asText();
        } catch (IOException e) {
            throw new IllegalStateException("the issuer does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
