// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.Neighbours;
import io.muster.acl.World;
import io.muster.acl.broker.Dialect;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever goes wrong, the answer is no, in the words that the dialect's broker takes for one. A
 * test of a dialect extends this and says what these words are.
 */
abstract class HookFailures {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Words words;
    private final String connect;

    /**
     * @param connect a question whose body is looked at
     */
    HookFailures(Words words, String connect) {
        this.words = words;
        this.connect = connect;
    }

    /**
     * What a dialect's broker understands.
     *
     * @param broker the registered broker of this dialect
     * @param denied to whatever is no question, where no HTTP error is allowed
     * @param stranger the status to those who have not shown the secret
     */
    record Words(
            String broker,
            String dialect,
            boolean secretInPath,
            boolean errors,
            String denied,
            int stranger) {

        /** Every answer is the denial. */
        static Words always(String broker, String dialect, boolean secretInPath, String denied) {
            return new Words(broker, dialect, secretInPath, false, denied, 200);
        }

        /** What is no question is answered with an HTTP error. */
        static Words errors(String dialect, boolean secretInPath, String denied) {
            return new Words(dialect, dialect, secretInPath, true, denied, 401);
        }

        /** The body of the answer to what is no question. */
        String refused() {
            return errors ? "" : denied;
        }
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

        assertThat(answer.statusCode()).isEqualTo(words.errors() ? 405 : 200);
        assertThat(answer.body()).isEqualTo(method.equals("HEAD") ? "" : words.refused());
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
        assertDenied(send(path(connect), "POST", type, "{}"), 415);
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
        assertNoAllow(send(path(connect), "POST", "application/json", body));
        assertNoAllow(send(path(connect), "POST", "application/x-www-form-urlencoded", body));
    }

    @Test
    void deeplyNestedJsonIsDenied() throws Exception {
        assertDenied(send(path(connect), "POST", "application/json", "[".repeat(60_000)), 400);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_048_577, 2_000_000})
    void aBodyThatIsTooLargeIsDenied(int length) throws Exception {
        var body = "{\"clientId\":\"" + "x".repeat(length) + "\"}";

        assertDenied(send(path(connect), "POST", "application/json", body), 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/x", "//", "/x/y"})
    void unknownOperationsAreDenied(String operation) throws Exception {
        assertDenied(send(path("") + operation, "POST", "application/json", "{}"), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "test-hook-secret-012345678", "test-hook-secret-0123456789x"})
    void aWrongSecretIsToldNothing(String secret) throws Exception {
        var answer = send(words.broker(), secret, "application/json");

        assertThat(answer.statusCode()).isEqualTo(words.stranger());
        assertThat(answer.body()).isIn(words.denied(), "");
    }

    @Test
    void aBrokerThatIsNotRegisteredIsToldNothing() throws Exception {
        var answer = send("other", Neighbours.SECRET, "application/json");

        assertThat(answer.statusCode()).isEqualTo(words.stranger());
        assertThat(answer.body()).isIn(words.denied(), "");
    }

    /** The broker is registered with one dialect; the others' paths are closed. */
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void anotherDialectsPathIsClosed(Dialect other) throws Exception {
        if (!other.wireName().equals(words.dialect())) {
            var inPath = other.secretInPath() ? Neighbours.SECRET + "/" : "";
            var path = "/hooks/" + words.broker() + "/" + inPath + other.wireName() + "/x";

            var answer = send(path, "POST", "application/json", "{}");

            assertThat(answer.body()).isEqualTo(Refusals.ofStranger(other).body());
        }
    }

    /** An answer that comes before the body is read to its end could be lost. */
    @Test
    void aBodyWithoutItsLengthIsDeniedWhenItIsTooLarge() throws Exception {
        var request =
                request(path(connect), "application/json")
                        .POST(
                                BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(new byte[2_000_000])))
                        .build();

        assertDenied(HTTP.send(request, BodyHandlers.ofString()), 413);
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

    /** Reads until so many answers were seen. */
    private boolean read(Socket socket, int times) throws IOException {
        var seen = new StringBuilder();
        while (seen.toString().split("HTTP/1\\.1 ", -1).length <= times
                || !seen.toString().endsWith(words.denied())) {
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
        return path(words.broker(), Neighbours.SECRET, operation);
    }

    private String path(String broker, String secret, String operation) {
        var inPath = words.secretInPath() ? secret + "/" : "";
        var slash = operation.isEmpty() ? "" : "/";
        return "/hooks/" + broker + "/" + inPath + words.dialect() + slash + operation;
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
                        .header("vernemq-hook", "auth_on_register")
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, String type) {
        return HttpRequest.newBuilder(URI.create(World.service() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + Neighbours.SECRET)
                .header("vernemq-hook", "auth_on_register")
                .header("Content-Type", type);
    }

    private void assertDenied(HttpResponse<String> answer, int error) {
        assertThat(answer.statusCode()).isEqualTo(words.errors() ? error : 200);
        assertThat(answer.body()).isEqualTo(words.refused());
    }

    /** Whether it is no question or only a senseless one is not the point. */
    private void assertNoAllow(HttpResponse<String> answer) {
        if (answer.statusCode() == 200) {
            assertThat(answer.body()).isEqualTo(words.denied()).isNotEmpty();
        } else {
            assertThat(answer.statusCode()).isBetween(400, 499);
            assertThat(words.errors()).isTrue();
        }
    }
}
