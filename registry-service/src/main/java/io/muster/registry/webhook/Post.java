// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import io.muster.registry.webhook.store.DueDelivery;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * Sends events over HTTP. The name is resolved once, looked at, and the connection goes to that
 * address: a name that resolves to something else a moment later gains nothing. Redirects are not
 * followed, and of an answer nothing is read but its status.
 */
@ApplicationScoped
class Post {

    private static final int CONNECT_MILLIS = 5_000;

    private final HttpClient http;
    private final Names names;
    private final Duration timeout;
    private final Clock clock;

    @Inject
    Post(Vertx vertx, Names names, WebhookConfig config, Clock clock) {
        this(vertx, names, config.timeout(), clock);
    }

    Post(Vertx vertx, Names names, Duration timeout, Clock clock) {
        this.names = names;
        this.timeout = timeout;
        this.clock = clock;
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout(CONNECT_MILLIS)
                                .setMaxPoolSize(Flights.MOST)
                                .setKeepAlive(false)
                                .setVerifyHost(true));
    }

    /**
     * The status of the answer; fails when there is none in time. How long the name takes does not
     * count: as long as its thread is busy, the delivery is under way.
     */
    Uni<Integer> send(DueDelivery delivery, Signature.Secret secret) {
        return names.resolve(delivery.url().getHost())
                .chain(address ->
                        send(delivery, secret, address)
                                .ifNoItem()
                                .after(timeout.plusMillis(CONNECT_MILLIS))
                                .fail());
    }

    private Uni<Integer> send(DueDelivery delivery, Signature.Secret secret, InetAddress address) {
        var options = options(delivery.url(), address);
        return Uni.createFrom()
                .completionStage(() -> http.request(options).toCompletionStage())
                .chain(request -> exchange(request, delivery, secret));
    }

    private RequestOptions options(URI url, InetAddress address) {
        int port = Target.port(url);
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(Target.isSecure(url))
                .setURI(Target.path(url))
                .setFollowRedirects(false)
                .setTimeout(timeout.toMillis());
    }

    private Uni<Integer> exchange(
            HttpClientRequest request, DueDelivery delivery, Signature.Secret secret) {
        long seconds = clock.instant().getEpochSecond();
        request.putHeader("Content-Type", "application/cloudevents+json")
                .putHeader("User-Agent", "Muster")
                .putHeader("webhook-id", delivery.eventId())
                .putHeader("webhook-timestamp", Long.toString(seconds))
                .putHeader(
                        "webhook-signature",
                        Signature.of(secret, delivery.eventId(), seconds, delivery.body()));
        return Uni.createFrom()
                .completionStage(
                        () -> request.send(Buffer.buffer(delivery.body())).toCompletionStage())
                .map(answer -> answer.statusCode())
                .onTermination()
                .invoke(() -> request.reset());
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
