// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.Neighbours;
import io.muster.acl.TestAuthority.Issued;
import io.muster.acl.World;
import io.muster.testkit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Plays golden files: the bytes of a request over a socket, and the whole answer compared with what
 * the file says. {@code ${name}} is put in on both sides; {@code <<name>>} in an answer stands for
 * whatever is there, and is {@code ${name}} from then on.
 */
final class GoldenRun {

    private static final Path FILES = Path.of("src/test/resources/golden");
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern CAUGHT = Pattern.compile("<<(\\w+)>>");

    private final Map<String, String> values = new HashMap<>();

    GoldenRun(Issued device) {
        var token = TestTokens.service("registry-service");
        values.put("secret", Neighbours.SECRET);
        values.put("token", token);
        values.put("token64", base64(token));
        values.put("certificate", device.base64());
        values.put("certificateEncoded", device.base64().replace("+", "%2B").replace("/", "%2F"));
        var end = device.certificate().getNotAfter().toInstant();
        values.put("certificateEnd", Long.toString(end.getEpochSecond()));
    }

    /** Files of all dialects whose names begin, or do not begin, with {@code failure}. */
    static Stream<String> files(boolean failures) {
        try (var all = Files.walk(FILES)) {
            return all
                    .filter(file -> file.toString().endsWith(".http"))
                    .filter(file -> file.getFileName().toString().startsWith("failure") == failures)
                    .map(file -> FILES.relativize(file).toString())
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void play(String file) throws IOException {
        var exchanges = GoldenExchange.parse(Files.readAllLines(FILES.resolve(file)));
        assertThat(exchanges).isNotEmpty();
        var service = URI.create(World.service());
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            for (var exchange : exchanges) {
                send(socket, exchange);
                compare(exchange, GoldenAnswer.read(socket.getInputStream()));
            }
        }
    }

    private void send(Socket socket, GoldenExchange exchange) throws IOException {
        var body = filled(exchange.requestBody()).getBytes(StandardCharsets.UTF_8);
        values.put("length", Integer.toString(body.length));
        var head = filled(exchange.requestHead()).getBytes(StandardCharsets.UTF_8);
        var all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        socket.getOutputStream().write(all);
        socket.getOutputStream().flush();
    }

    private void compare(GoldenExchange exchange, GoldenAnswer answer) {
        assertThat(answer.head()).containsExactlyInAnyOrderElementsOf(exchange.answerHead());
        var expected = filled(exchange.answerBody());
        var pattern = pattern(expected).matcher(answer.body());
        assertThat(pattern.matches())
                .as("the answer\n%s\nwhere this was expected\n%s", answer.body(), expected)
                .isTrue();
        names(expected).forEach(name -> values.put(name, pattern.group(name)));
    }

    private static Pattern pattern(String expected) {
        var regex = new StringBuilder();
        int from = 0;
        for (var caught = CAUGHT.matcher(expected); caught.find(); from = caught.end()) {
            regex.append(Pattern.quote(expected.substring(from, caught.start())));
            regex.append("(?<").append(caught.group(1)).append(">[^\"<>]+)");
        }
        return Pattern.compile(regex.append(Pattern.quote(expected.substring(from))).toString());
    }

    private static List<String> names(String expected) {
        return CAUGHT.matcher(expected).results().map(found -> found.group(1)).toList();
    }

    private String filled(String text) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1))));
    }

    /** A name that is nobody's is EMQX's own placeholder, left as it was. */
    private String value(String name) {
        return values.getOrDefault(name, "${" + name + "}");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
