// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PackagedService;
import io.muster.testkit.PostgresResource;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The packaged service with a database, an issuer and a broker. */
public final class PackagedRegistry implements AutoCloseable {

    private final OidcResource oidc = new OidcResource();
    private final PackagedService service;

    private PackagedRegistry() throws IOException {
        var postgres = new PostgresResource();
        postgres.init(Map.of("service", "registry"));
        var settings = new HashMap<>(oidc.start());
        settings.putAll(postgres.start());
        settings.putAll(new BrokerResource().start());
        settings.putAll(new RegistryResource().start());
        service = PackagedService.start(settings);
    }

    /** Starts all of it; returns when the service is ready. */
    public static PackagedRegistry start() throws IOException {
        return new PackagedRegistry();
    }

    /** With {@code kill -9}: nothing of the service is told before. */
    public void kill() {
        service.kill();
    }

    /** Starts the service once more on the same database; returns when it is ready. */
    public void startAgain() throws IOException {
        service.startAgain();
    }

    @Override
    public void close() {
        service.close();
        oidc.stop();
    }
}
