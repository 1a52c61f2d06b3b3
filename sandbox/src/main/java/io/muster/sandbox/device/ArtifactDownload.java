// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Fetches an artifact in as many pieces as the network makes of it: each new attempt asks by {@code
 * Range} for what is missing. A server that ignores the range and answers 200 starts the flash
 * over; one that sends more than announced is cut off.
 */
final class ArtifactDownload {

    private static final int ATTEMPTS = 8;
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int CHUNK = 16 * 1024;

    private final HttpClient http;
    private final UnaryOperator<InputStream> line;
    private final RandomGenerator random;

    ArtifactDownload(HttpClient http, UnaryOperator<InputStream> line, RandomGenerator random) {
        this.http = http;
        this.line = line;
        this.random = random;
    }

    /**
     * Fills {@code flash} with the artifact.
     *
     * @param cutAt bytes after which the first connection is dropped on purpose; a value of at
     *     least the size never is
     * @param progress told the bytes that have arrived, now and then
     */
    void fetch(URI url, Flash flash, long cutAt, LongConsumer progress)
            throws IOException, InterruptedException {
        long cut = cutAt;
        for (int attempt = 0; !flash.full(); attempt++) {
            try {
                piece(url, flash, cut, progress);
            } catch (FinalAnswer e) {
                throw e;
            } catch (IOException e) {
                if (attempt + 1 >= ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(BACKOFF.delay(attempt, random));
            }
            cut = Long.MAX_VALUE;
        }
    }

    private void piece(URI url, Flash flash, long cut, LongConsumer progress)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url).timeout(TIMEOUT).GET();
        if (flash.written() > 0) {
            request.header("Range", "bytes=" + flash.written() + "-");
        }
        HttpResponse<InputStream> response =
                http.send(request.build(), BodyHandlers.ofInputStream());
        try (var body = line.apply(response.body())) {
            accept(response, flash);
            drain(body, flash, cut, progress);
        }
    }

    private static void accept(HttpResponse<?> response, Flash flash) throws IOException {
        switch (response.statusCode()) {
            case 200 -> flash.erase();
            case 206 -> requireRange(response, flash.written());
            case 401, 403, 404, 410, 416 -> throw new FinalAnswer(response.statusCode());
            default -> throw new IOException("download answered " + response.statusCode());
        }
    }

    private static void requireRange(HttpResponse<?> response, long from) throws IOException {
        var range = response.headers().firstValue("Content-Range").orElse("");
        if (!range.startsWith("bytes " + from + "-")) {
            throw new IOException("asked for bytes from " + from + ", got " + range);
        }
    }

    private static void drain(InputStream body, Flash flash, long cut, LongConsumer progress)
            throws IOException {
        var chunk = new byte[CHUNK];
        for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
            flash.write(chunk, read);
            progress.accept(flash.written());
            if (flash.written() >= cut && !flash.full()) {
                throw new IOException("the connection broke");
            }
        }
        if (!flash.full()) {
            throw new IOException("the artifact ended early");
        }
    }

    /** The server will not give these bytes to this device, now or later. */
    static final class FinalAnswer extends IOException {
        FinalAnswer(int status) {
            super("download answered " + status);
        }
    }
}
