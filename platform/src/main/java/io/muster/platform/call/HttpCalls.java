// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.call;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.TrustOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Small HTTP calls with every limit set: time, size, connections, no redirects. An answer of any
 * status is an answer; only what is none fails the Uni.
 */
public final class HttpCalls {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int MAX_CONNECTIONS = 8;
    private static final int MAX_WAITING = 64;
    private static final Pattern MAX_AGE =
            Pattern.compile("(?:^|[ ,])max-age=([0-9]{1,9})(?![0-9])");

    private final Vertx vertx;
    private final HttpClient client;
    private final Duration deadline;
    private final int maxBytes;

    public HttpCalls(Vertx vertx, Optional<TrustOptions> trust, Duration deadline, int maxBytes) {
        var options =
                new HttpClientOptions()
                        .setConnectTimeout((int) CONNECT.toMillis())
                        .setMaxPoolSize(MAX_CONNECTIONS)
                        .setMaxWaitQueueSize(MAX_WAITING)
                        .setKeepAliveTimeout(10);
        trust.ifPresent(options::setTrustOptions);
        this.vertx = vertx;
        this.client = vertx.createHttpClient(options);
        this.deadline = deadline;
        this.maxBytes = maxBytes;
    }

    /**
     * An answer: its status and its whole body.
     *
     * @param freshness for how long it may be kept, by the {@code max-age} of its {@code
     *     Cache-Control}; zero when that does not say
     */
    public record Reply(int status, Buffer body, Duration freshness) {

        /** Says whether the status is one of success. */
        public boolean successful() {
            return status >= 200 && status < 300;
        }
    }

    /** Asks once. The body may be empty. */
    public Uni<Reply> send(
            HttpMethod method, URI target, Map<String, String> headers, Buffer body) {
        var options =
                new RequestOptions()
                        .setMethod(method)
                        .setAbsoluteURI(target.toString())
                        .setFollowRedirects(false)
                        .setTimeout(deadline.toMillis())
                        .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(headers));
        return Uni.createFrom()
                .completionStage(() ->
                        client.request(options)
                                .compose(request -> exchange(request, body))
                                .toCompletionStage());
    }

    /** The client's own timeout starts anew with each byte; somebody may send one every second. */
    private Future<Reply> exchange(HttpClientRequest request, Buffer body) {
        var alarm = vertx.setTimer(deadline.toMillis(), _ -> request.reset());
        return request.send(body).compose(this::collect).onComplete(_ -> vertx.cancelTimer(alarm));
    }

    private Future<Reply> collect(HttpClientResponse response) {
        var body = Buffer.buffer();
        var whole = Promise.<Reply>promise();
        response.handler(part -> collect(response, body, part, whole));
        response.exceptionHandler(whole::tryFail);
        response.endHandler(_ -> whole.tryComplete(reply(response, body)));
        return whole.future();
    }

    private static Reply reply(HttpClientResponse response, Buffer body) {
        var maxAge = MAX_AGE.matcher(String.valueOf(response.getHeader(HttpHeaders.CACHE_CONTROL)));
        var freshness =
                maxAge.find() ? Duration.ofSeconds(Long.parseLong(maxAge.group(1))) : Duration.ZERO;
        return new Reply(response.statusCode(), body, freshness);
    }

    private void collect(
            HttpClientResponse response, Buffer body, Buffer part, Promise<Reply> whole) {
        if (body.length() + part.length() > maxBytes) {
            whole.tryFail("an answer is larger than " + maxBytes + " bytes");
            response.request().reset();
        } else {
            body.appendBuffer(part);
        }
    }
}
