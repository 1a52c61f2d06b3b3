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
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
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
    private static final int MAX_CONNECTIONS = 64;

    private final Vertx vertx;
    private final HttpClient http;
    private final PublicAddresses addresses;
    private final Duration timeout;
    private final Clock clock;

    Post(Vertx vertx, PublicAddresses addresses, WebhookConfig config, Clock clock) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.timeout = config.timeout();
        this.clock = clock;
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout(CONNECT_MILLIS)
                                .setMaxPoolSize(MAX_CONNECTIONS)
                                .setKeepAlive(false)
                                .setVerifyHost(true));
    }

    /** An address that we do not connect to. */
    static final class Forbidden extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Forbidden() {
            super("the name has an address that is not public", null, false, false);
        }
    }

    /** The status of the answer; fails when there is none in time. */
    Uni<Integer> send(DueDelivery delivery, Signature.Secret secret) {
        return resolved(delivery.url().getHost())
                .chain(address -> send(delivery, secret, address))
                .ifNoItem()
                .after(timeout.plusMillis(CONNECT_MILLIS))
                .fail();
    }

    private Uni<InetAddress> resolved(String host) {
        return Uni.createFrom()
                .completionStage(
                        () -> vertx.executeBlocking(() -> lookUp(host), false).toCompletionStage());
    }

    private InetAddress lookUp(String host) throws UnknownHostException {
        var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        var all = InetAddress.getAllByName(bare);
        if (!addresses.permitAll(all)) {
            throw new Forbidden();
        }
        return all[0];
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
