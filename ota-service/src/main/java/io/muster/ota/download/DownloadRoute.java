// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.download;

import io.muster.ota.artifact.DownloadLink;
import io.muster.ota.artifact.LinkSecrets;
import io.muster.ota.blob.ArtifactStore;
import io.muster.ota.http.Problem;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Serves artifacts. The link is the whole authority: no token is asked for, and nothing is read
 * from the database, so that a fleet's downloads cost it nothing.
 */
@ApplicationScoped
class DownloadRoute {

    private static final String PATH = "/downloads/:tenant/:sha256";
    private static final Logger LOG = Logger.getLogger(DownloadRoute.class);

    private final LinkSecrets secrets;
    private final ArtifactStore store;
    private final Clock clock;

    DownloadRoute(LinkSecrets secrets, ArtifactStore store, Clock clock) {
        this.secrets = secrets;
        this.store = store;
        this.clock = clock;
    }

    void register(@Observes Router router) {
        router.route(HttpMethod.GET, PATH).handler(this::serve);
        router.route(HttpMethod.HEAD, PATH).handler(this::serve);
        router.route(PATH).handler(DownloadRoute::refuseMethod);
    }

    private static void refuseMethod(RoutingContext context) {
        context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
        Problem.answer(
                context,
                ProblemException.of(
                        405,
                        "method-not-allowed",
                        "The method is not allowed",
                        "An artifact can only be read here."));
    }

    private void serve(RoutingContext context) {
        var link = accepted(context);
        if (link.isEmpty()) {
            Problem.answer(context, refused());
            return;
        }
        store.find(link.get().tenant(), link.get().sha256())
                .subscribe()
                .with(
                        file ->
                                file.ifPresentOrElse(
                                        found ->
                                                new ArtifactResponse(context, link.get(), found)
                                                        .send(),
                                        () -> Problem.answer(context, gone())),
                        failure -> fail(context, failure));
    }

    private Optional<DownloadLink> accepted(RoutingContext context) {
        var request = context.request();
        var signature = request.getParam("sig", "");
        return DownloadLink.parse(
                        context.pathParam("tenant"),
                        context.pathParam("sha256"),
                        request.getParam("device", ""),
                        request.getParam("exp", ""))
                .filter(link -> secrets.accepts(link, signature, clock.instant()));
    }

    /** The same for every reason: which part was wrong is nobody's business. */
    private static ProblemException refused() {
        return ProblemException.of(
                403,
                "download-refused",
                "The link is not valid",
                "It was altered, or it has expired; the device's current job has a good one.");
    }

    private static ProblemException gone() {
        return Problems.notFound("The artifact is not here.");
    }

    private static void fail(RoutingContext context, Throwable failure) {
        LOG.error("An artifact can't be read", failure);
        Problem.answer(context, Problems.unavailable("The artifact can't be read now."));
    }
}
