// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import io.muster.broker.BrokerSettings.Hook;
import io.muster.broker.ConnectDecision.Denied;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks acl-service. Every failure, whatever it is, is a deny: no method's result ever completes
 * exceptionally.
 */
final class HookClient implements AutoCloseable {

    /** How long a client waits for a decision before it is refused. */
    static final Duration DEADLINE = Duration.ofSeconds(2);

    /** An answer after the deadline is of no use: the request is given up a little earlier. */
    private static final Duration HTTP_TIMEOUT = DEADLINE.minusMillis(100);

    private static final long MAX_ANSWER_BYTES = 65_536;
    private static final Logger LOG = LoggerFactory.getLogger(HookClient.class);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(HTTP_TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final HookAnswers answers = new HookAnswers();
    private final URI connectUrl;
    private final URI authorizeUrl;
    private final String authorization;

    HookClient(Hook hook) {
        this.connectUrl = URI.create(hook.url() + "/connect");
        this.authorizeUrl = URI.create(hook.url() + "/authorize");
        this.authorization = "Bearer " + hook.secret();
    }

    CompletableFuture<ConnectDecision> connect(ConnectQuestion question) {
        return ask(connectUrl, question, answers::connect)
                .exceptionally(failure -> denied("connect", failure, new Denied()));
    }

    CompletableFuture<List<Boolean>> authorize(AuthorizeQuestion question) {
        var requests = question.requests().size();
        return ask(authorizeUrl, question, body -> answers.authorize(body, requests))
                .exceptionally(failure ->
                        denied("authorize", failure, Collections.nCopies(requests, false)));
    }

    private interface Reader<T> {
        T read(byte[] body) throws IOException;
    }

    private <T> CompletableFuture<T> ask(URI url, Object question, Reader<T> reader) {
        try {
            return http.sendAsync(
                            request(url, question),
                            BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES))
                    .thenApply(response -> read(response, reader));
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private HttpRequest request(URI url, Object question) throws IOException {
        return HttpRequest.newBuilder(url)
                .timeout(HTTP_TIMEOUT)
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
    private static <T> T denied(String question, Throwable failure, T denial) {
        LOG.warn(
                "denied for want of an answer to {}: {}",
                question,
                root(failure).getClass().getSimpleName());
        return denial;
    }

    private static Throwable root(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? failure : root(cause);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
