// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody who reads a stream of events, as it comes. */
public final class EventStream implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Event END = new Event("", "", "");

    private final InputStream body;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private EventStream(InputStream body) {
        this.body = body;
        Thread.startVirtualThread(() -> read(body));
    }

    /** One event; what a field does not say is empty. */
    public record Event(String id, String name, String data) {

        public long version() {
            return Long.parseLong(id);
        }

        public JsonNode json() {
            try {
                return JSON.readTree(data);
            } catch (JsonProcessingException e) {
                throw new AssertionError(data, e);
            }
        }
    }

    /** Opens one, with headers as names and values in turns. */
    public static EventStream open(String path, String token, String... headers) {
        var answer = ask(path, token, headers);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        return new EventStream(answer.body());
    }

    /** The answer, as soon as it begins. */
    public static HttpResponse<InputStream> ask(String path, String token, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                        .header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The next event; there must be one soon. */
    public Event next() {
        var event = poll();
        assertThat(event).as("an event").isNotNull().isNotSameAs(END);
        return event;
    }

    /** The next events, so many. */
    public List<Event> next(int count) {
        var list = new ArrayList<Event>();
        while (list.size() < count) {
            list.add(next());
        }
        return list;
    }

    /** Waits for the end of the stream, before which nothing comes. */
    public void expectEnd() {
        assertThat(poll()).isSameAs(END);
    }

    /** Whether nothing came that was not taken. */
    public boolean isSilent() {
        return events.isEmpty();
    }

    private Event poll() {
        try {
            return events.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read(InputStream stream) {
        try (var lines =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            parse(lines);
        } catch (IOException closed) {
            // as the test wanted it
        } finally {
            events.add(END);
        }
    }

    private void parse(BufferedReader lines) throws IOException {
        var event = new Event("", "", "");
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (!event.name().isEmpty()) {
                    events.add(event);
                }
                event = new Event("", "", "");
            } else {
                event = with(event, line);
            }
        }
    }

    private static Event with(Event event, String line) {
        int colon = line.indexOf(':');
        var value = line.substring(colon + 1).stripLeading();
        return switch (line.substring(0, colon)) {
            case "id" -> new Event(value, event.name(), event.data());
            case "event" -> new Event(event.id(), value, event.data());
            case "data" -> new Event(event.id(), event.name(), event.data() + value);
            default -> event;
        };
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
