// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.Neighbours;
import io.muster.acl.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever goes wrong, the answer is no, in the words that the dialect's broker takes for one. A
 * test of a dialect extends this and says what these words are.
 */
abstract class HookFailures {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String dialect;
    private final String connect;
    private final boolean secretInPath;
    private final String denial;
    private final int statusToStrangers;

    HookFailures(
            String dialect,
            String connect,
            boolean secretInPath,
            String denial,
            int statusToStrangers) {
        this.dialect = dialect;
        this.connect = connect;
        this.secretInPath = secretInPath;
        this.denial = denial;
        this.statusToStrangers = statusToStrangers;
    }

    @BeforeAll
    static void world() {
        World.begin();
        World.enrolled("dev-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "BREW"})
    void otherMethodsAreDenied(String method) throws Exception {
        var answer = send(path(connect), method, "application/json", "{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(method.equals("HEAD") ? "" : denial);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "multipart/form-data; boundary=x",
                "application/json+x",
                "nonsense",
            })
    void otherMediaTypesAreDenied(String type) throws Exception {
        assertDenied(send(path(connect), "POST", type, "{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "0",
                "[]",
                "{",
                "{\"clientId\":",
                "{}trailing",
                "{\"clientId\":\"\\ud800\"}",
                "\u0000\u0001\u0002",
                "a=1&a=2",
                "%zz=1",
            })
    void garbageIsDenied(String body) throws Exception {
        assertDenied(send(path(connect), "POST", "application/json", body));
        assertDenied(send(path(connect), "POST", "application/x-www-form-urlencoded", body));
    }

    @Test
    void deeplyNestedJsonIsDenied() throws Exception {
        assertDenied(send(path(connect), "POST", "application/json", "[".repeat(60_000)));
    }

    @ParameterizedTest
    @ValueSource(ints = {65_537, 1_000_000})
    void aBodyThatIsTooLargeIsDenied(int length) throws Exception {
        var body = "{\"clientId\":\"" + "x".repeat(length) + "\"}";

        assertDenied(send(path(connect), "POST", "application/json", body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/x", "//", "/x/y"})
    void unknownOperationsAreDenied(String operation) throws Exception {
        assertDenied(send(path("") + operation, "POST", "application/json", "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "test-hook-secret-012345678", "test-hook-secret-0123456789x"})
    void aWrongSecretIsToldNothing(String secret) throws Exception {
        var answer = send("sandbox", secret, "application/json");

        assertThat(answer.statusCode()).isEqualTo(statusToStrangers);
        assertThat(answer.body()).isIn(denial, "");
    }

    @Test
    void aBrokerThatIsNotRegisteredIsToldNothing() throws Exception {
        var answer = send("other", Neighbours.SECRET, "application/json");

        assertThat(answer.statusCode()).isEqualTo(statusToStrangers);
        assertThat(answer.body()).isIn(denial, "");
    }

    /** The broker is registered with one dialect; the others' paths are closed. */
    @ParameterizedTest
    @ValueSource(strings = {"hivemq", "emqx", "rabbitmq"})
    void anotherDialectsPathIsClosed(String other) throws Exception {
        if (!other.equals(dialect)) {
            var inPath = other.equals("rabbitmq") ? Neighbours.SECRET + "/" : "";
            var answer =
                    send(
                            "/hooks/sandbox/" + inPath + other + "/x",
                            "POST",
                            "application/json",
                            "{}");
            assertThat(answer.body()).isNotEqualTo(denial).doesNotContain("allow");
        }
    }

    /** An answer that comes before the body is read to its end could be lost. */
    @Test
    void aBodyWithoutItsLengthIsDeniedWhenItIsTooLarge() throws Exception {
        var request =
                request(path(connect), "application/json")
                        .POST(
                                BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(new byte[200_000])))
                        .build();

        assertDenied(HTTP.send(request, BodyHandlers.ofString()));
    }

    @Test
    void twoRequestsOnOneConnectionGetTwoAnswers() throws Exception {
        var uri = URI.create(World.service());
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(5_000);
            var request = raw(path(connect));
            socket.getOutputStream().write((request + request).getBytes(StandardCharsets.US_ASCII));
            assertThat(read(socket, 2)).isTrue();
        }
    }

    /** Reads until the denial was seen so often. */
    private boolean read(Socket socket, int times) throws IOException {
        var seen = new StringBuilder();
        while (seen.toString().split(Pattern.quote(denial), -1).length <= times) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return false;
            }
            seen.append((char) next);
        }
        return true;
    }

    private String raw(String path) {
        return "POST %s HTTP/1.1\r\nHost: acl\r\nte:\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                .formatted(path, Neighbours.SECRET);
    }

    private String path(String operation) {
        return path("sandbox", Neighbours.SECRET, operation);
    }

    private String path(String broker, String secret, String operation) {
        var inPath = secretInPath ? secret + "/" : "";
        var slash = operation.isEmpty() ? "" : "/";
        return "/hooks/" + broker + "/" + inPath + dialect + slash + operation;
    }

    private HttpResponse<String> send(String path, String method, String type, String body)
            throws Exception {
        return HTTP.send(
                request(path, type).method(method, BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String broker, String secret, String type) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(World.service() + path(broker, secret, connect)))
                        .header("Authorization", "Bearer " + secret)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, String type) {
        return HttpRequest.newBuilder(URI.create(World.service() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + Neighbours.SECRET)
                .header("Content-Type", type);
    }

    private void assertDenied(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(denial);
    }
}
