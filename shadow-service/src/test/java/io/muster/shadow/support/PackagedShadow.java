// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.support;

import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PackagedService;
import io.muster.testkit.PostgresResource;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The packaged service with a database, an issuer and a broker, which outlive it. */
public final class PackagedShadow implements AutoCloseable {

    private final OidcResource oidc = new OidcResource();
    private final PackagedService service;

    private PackagedShadow() throws IOException {
        var postgres = new PostgresResource();
        postgres.init(Map.of("service", "shadow"));
        var settings = new HashMap<>(oidc.start());
        settings.putAll(postgres.start());
        settings.putAll(new BrokerResource().start());
        service = PackagedService.start(settings);
    }

    /** Starts all of it; returns when the service is ready. */
    public static PackagedShadow start() throws IOException {
        return new PackagedShadow();
    }

    /** With {@code kill -9}, and once more on the same database; returns when it is ready. */
    public void killAndStartAgain() throws IOException {
        service.kill();
        service.startAgain();
    }

    /** As whoever runs it stops it; returns when it has ended by itself. */
    public void stop() {
        service.stop();
    }

    /** Starts it once more on the same database; returns when it is ready. */
    public void startAgain() throws IOException {
        service.startAgain();
    }

    @Override
    public void close() {
        service.close();
        oidc.stop();
    }
}
