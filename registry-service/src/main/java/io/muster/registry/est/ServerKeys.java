// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The key and certificates of the EST listeners, read again when their files change. What can't be
 * used is told once, and what was shown before stays.
 */
@ApplicationScoped
class ServerKeys {

    private static final Logger LOG = Logger.getLogger(ServerKeys.class);

    private final EstConfig config;
    private final Vertx vertx;
    private final Clock clock;
    private @Nullable ServerIdentity identity;
    private @Nullable ServerPem shown;
    private @Nullable ServerPem refused;

    ServerKeys(EstConfig config, Vertx vertx, Clock clock) {
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Reads them for the first time; fails when they can't be used. */
    synchronized KeyCertOptions open() {
        try {
            var pem = read();
            var first = new ServerIdentity(pem.open(vertx).keys());
            identity = first;
            shown = pem;
            return KeyCertOptions.wrap(first);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "muster.est.certificate and muster.est.key can't be used: " + e.getMessage(),
                    e);
        }
    }

    @Scheduled(
            every = "${muster.est.reload-every:PT1M}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "est-server-keys")
    synchronized void look() {
        var now = identity;
        if (now == null) {
            return;
        }
        try {
            var pem = read();
            if (!pem.equals(shown)) {
                show(now, pem);
            }
        } catch (IOException e) {
            LOG.warnf("EST keeps its certificate, the files can't be read: %s", e.getMessage());
        }
    }

    private void show(ServerIdentity server, ServerPem pem) {
        try {
            var next = pem.open(vertx);
            next.leaf().checkValidity(Date.from(clock.instant()));
            server.become(next.keys());
            shown = pem;
            LOG.infof("EST's new certificate is good until %s", next.leaf().getNotAfter());
        } catch (GeneralSecurityException e) {
            if (!pem.equals(refused)) {
                LOG.warnf("EST keeps its certificate, not the new one: %s", e.getMessage());
            }
            refused = pem;
        }
    }

    private ServerPem read() throws IOException {
        return ServerPem.read(path(config.certificate()), path(config.key()));
    }

    private static Path path(Optional<Path> file) {
        return file.orElseThrow().toAbsolutePath();
    }
}
