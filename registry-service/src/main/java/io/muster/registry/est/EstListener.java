// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.TrustOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Opens the EST port, one server per processor on it. It is a server of its own because only here
 * clients are asked for certificates, and because every byte of its headers matters.
 */
@ApplicationScoped
class EstListener {

    private static final Logger LOG = Logger.getLogger(EstListener.class);
    private static final int AFTER_THE_AUTHORITIES = 200;
    private static final long PATIENCE_SECONDS = 30;

    private final EstConfig config;
    private final EstService service;
    private final ServerKeys serverKeys;
    private final Vertx vertx;

    EstListener(EstConfig config, EstService service, ServerKeys serverKeys, Vertx vertx) {
        this.config = config;
        this.service = service;
        this.serverKeys = serverKeys;
        this.vertx = vertx;
    }

    void start(@Observes @Priority(AFTER_THE_AUTHORITIES) StartupEvent event) {
        if (config.certificate().isEmpty() || config.key().isEmpty()) {
            LOG.warn("EST is off: set muster.est.certificate and muster.est.key to turn it on");
            return;
        }
        var trust = new ClientTrust();
        var keys = serverKeys.open();
        var options = EstTls.options(config, keys).setTrustOptions(TrustOptions.wrap(trust));
        deploy(options, new EstHandler(service, new PeerCertificate()));
        LOG.infof("EST on https://%s:%d", config.host(), config.port());
        var proxy = config.proxy();
        if (proxy.port().isPresent()) {
            var handler = new EstHandler(service, new ForwardedCertificate(proxy.form(), trust));
            deploy(ProxyListener.options(config, keys), ProxyListener.guarded(proxy, handler));
            LOG.infof("EST for proxies on %s:%d", proxy.host(), proxy.port().getAsInt());
        }
    }

    /** Waits, so that a taken port or a bad key ends the start with its reason. */
    private void deploy(HttpServerOptions options, Handler<HttpServerRequest> handler) {
        int processors = Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(
                        () -> new Server(options, handler),
                        new DeploymentOptions().setInstances(processors))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** The servers of all instances share the port. */
    private static final class Server extends AbstractVerticle {

        private final HttpServerOptions options;
        private final Handler<HttpServerRequest> handler;

        private Server(HttpServerOptions options, Handler<HttpServerRequest> handler) {
            this.options = options;
            this.handler = handler;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer(options)
                    .requestHandler(handler)
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
