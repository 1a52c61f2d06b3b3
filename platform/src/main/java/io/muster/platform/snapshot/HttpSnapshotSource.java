// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.snapshot;

import io.muster.platform.identity.ServiceToken;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;

/**
 * Reads another service's snapshot over HTTP as ourselves, with back-pressure down to its database
 * cursor.
 */
final class HttpSnapshotSource implements SnapshotSource {

    private static final long CONNECT_MILLIS = 5_000;
    private static final long SILENCE_MILLIS = 30_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final ServiceToken token;
    private final String url;

    HttpSnapshotSource(Vertx vertx, HttpClient client, ServiceToken token, String url) {
        this.vertx = vertx;
        this.client = client;
        this.token = token;
        this.url = url;
    }

    @Override
    public Multi<SnapshotLine> lines() {
        return read(url);
    }

    @Override
    public Multi<SnapshotLine> heads() {
        return read(url + "?part=heads");
    }

    private Multi<SnapshotLine> read(String from) {
        var splitter = new LineSplitter();
        return token.current()
                .chain(bearer -> request(from, bearer))
                .onItem()
                .transformToMulti(this::body)
                .onItem()
                .transformToIterable(piece -> splitter.feed(piece.getBytes()))
                .map(SnapshotJson::parse);
    }

    private Uni<HttpClientRequest> request(String from, String bearer) {
        return client.request(
                new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(from)
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setIdleTimeout(SILENCE_MILLIS)
                        .putHeader("Accept", "application/x-ndjson")
                        .putHeader("Authorization", "Bearer " + bearer));
    }

    private Multi<Buffer> body(HttpClientRequest request) {
        return request.send()
                .onItem()
                .transformToMulti(HttpSnapshotSource::body)
                // Without the reset, the rest of a snapshot that nobody wants would still be sent.
                // It waits until the stream is no longer listened to, or it would be a failure.
                .onCancellation()
                .invoke(() -> vertx.runOnContext(request::reset));
    }

    private static Multi<Buffer> body(HttpClientResponse response) {
        return response.statusCode() == 200
                ? response.toMulti()
                : Multi.createFrom()
                        .failure(new BrokenSnapshot("the answer is " + response.statusCode()));
    }
}
