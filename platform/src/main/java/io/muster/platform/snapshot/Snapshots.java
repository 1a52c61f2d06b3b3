// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.snapshot;

import io.muster.platform.identity.ServiceToken;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads other services' snapshots as ourselves; trust is that of the default TLS configuration. */
@ApplicationScoped
public class Snapshots {

    private static final String PATH = "/api/v1/snapshot";

    private final Vertx vertx;
    private final HttpClient client;
    private final ServiceToken token;

    Snapshots(Vertx vertx, TlsConfigurationRegistry tls, ServiceToken token) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(options(tls));
        this.token = token;
    }

    private static HttpClientOptions options(TlsConfigurationRegistry tls) {
        var options = new HttpClientOptions();
        tls.getDefault()
                .ifPresent(config -> options.setTrustOptions(config.getTrustStoreOptions()));
        return options;
    }

    /** The snapshots of the service at this address. */
    public SnapshotSource of(String baseUrl) {
        return new HttpSnapshotSource(vertx, client, token, baseUrl + PATH);
    }
}
