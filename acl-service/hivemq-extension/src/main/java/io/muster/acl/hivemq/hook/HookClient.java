// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.hook;

import io.muster.acl.hivemq.hook.ConnectDecision.Denied;
import io.muster.acl.hivemq.settings.HookSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks acl-service. Every failure, whatever it is, is a deny: no method's result ever completes
 * exceptionally. Connects have places of their own, so that a crowd of strangers at the door does
 * not keep those waiting who are in.
 */
public final class HookClient implements AutoCloseable {

    /** An answer after the deadline is of no use: the request is given up a little earlier. */
    private static final Duration MARGIN = Duration.ofMillis(50);

    private static final int MAX_ANSWER_BYTES = 65_536;
    private static final Logger LOG = LoggerFactory.getLogger(HookClient.class);

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HookAnswers answers = new HookAnswers();
    private final Complaints complaints = new Complaints(System::nanoTime);
    private final HttpClient http;
    private final Route connect;
    private final Route authorize;
    private final String authorization;
    private final Duration deadline;

    /** One kind of question: where it is put, and how many of it may be under way. */
    private record Route(String name, URI url, Turnstile turnstile) {}

    private HookClient(HookSettings settings, HttpClient.Builder builder) {
        this.http = builder.executor(executor).build();
        this.connect = route("connect", settings);
        this.authorize = route("authorize", settings);
        this.authorization = settings.secret().authorization();
        this.deadline = settings.deadline();
    }

    /** Throws when the authorities cannot be read. */
    public static HookClient of(HookSettings settings) throws IOException {
        var builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.deadline())
                        .followRedirects(HttpClient.Redirect.NEVER);
        if (settings.authorities().isPresent()) {
            builder.sslContext(Authorities.of(settings.authorities().get()));
        }
        return new HookClient(settings, builder);
    }

    private Route route(String name, HookSettings settings) {
        return new Route(
                name,
                URI.create(settings.url() + "/" + name),
                new Turnstile(settings.connections(), settings.waiting(), executor));
    }

    /** How long a client may be kept waiting for a decision. */
    public Duration deadline() {
        return deadline;
    }

    /** May this client connect, with this Will? */
    public CompletableFuture<ConnectDecision> connect(ConnectQuestion question) {
        return ask(connect, question, answers::connect)
                .exceptionally(failure -> denied(connect, failure, new Denied()));
    }

    /** One answer for each request, in their order. */
    public CompletableFuture<List<Boolean>> authorize(AuthorizeQuestion question) {
        var requests = question.requests().size();
        return ask(authorize, question, body -> answers.authorize(body, requests))
                .exceptionally(failure ->
                        denied(authorize, failure, Collections.nCopies(requests, false)));
    }

    private interface Reader<T> {
        T read(byte[] body) throws IOException;
    }

    private <T> CompletableFuture<T> ask(Route route, Object question, Reader<T> reader) {
        var end = System.nanoTime() + deadline.minus(MARGIN).toNanos();
        return route.turnstile()
                .pass(() -> send(route, question, end))
                .thenApply(response -> read(response, reader));
    }

    private CompletableFuture<HttpResponse<byte[]>> send(Route route, Object question, long end) {
        var left = end - System.nanoTime();
        if (left <= 0) {
            return CompletableFuture.failedFuture(new TimeoutException("waited too long"));
        }
        try {
            var request = request(route.url(), question, Duration.ofNanos(left));
            return http.sendAsync(request, LimitedBody.upTo(MAX_ANSWER_BYTES));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private HttpRequest request(URI url, Object question, Duration timeout) throws IOException {
        return HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(answers.write(question)))
                .build();
    }

    private static <T> T read(HttpResponse<byte[]> response, Reader<T> reader) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("the hook answered " + response.statusCode());
        }
        try {
            return reader.read(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Neither the question nor the answer is logged: both hold credentials. */
    private <T> T denied(Route route, Throwable failure, T denial) {
        var due = complaints.due();
        if (due > 0) {
            LOG.warn(
                    "denied {} for want of an answer, the last one to {}: {}",
                    due,
                    route.name(),
                    root(failure).getClass().getSimpleName());
        }
        return denial;
    }

    private static Throwable root(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? failure : root(cause);
    }

    @Override
    public void close() {
        http.shutdownNow();
        executor.shutdownNow();
    }
}
