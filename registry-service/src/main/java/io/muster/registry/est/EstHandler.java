// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.muster.platform.hook.BodyReader;
import io.muster.registry.enrollment.PresentedCertificate;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Between Vert.x and {@link EstService}: reads requests, writes answers byte for byte. */
final class EstHandler implements Handler<HttpServerRequest> {

    private static final Logger LOG = Logger.getLogger(EstHandler.class);

    private final EstService service;
    private final ClientCertificates certificates;

    EstHandler(EstService service, ClientCertificates certificates) {
        this.service = service;
        this.certificates = certificates;
    }

    @Override
    public void handle(HttpServerRequest request) {
        var context = Vertx.currentContext();
        BodyReader.read(
                request,
                EstBody.MAX_BYTES,
                body ->
                        body.ifPresentOrElse(
                                whole -> answerAny(context, request, whole),
                                () -> ResponseWriter.write(request, tooLarge())));
    }

    private static EstResponse tooLarge() {
        return EstAnswers.text(413, "too_large: a request has at most 16 KiB");
    }

    /** What nobody has thought of must not leave a stranger's request hanging. */
    private void answerAny(Context context, HttpServerRequest request, Buffer body) {
        try {
            answer(context, request, body);
        } catch (RuntimeException e) {
            LOG.debug("An EST request could not be read", e);
            ResponseWriter.write(
                    request, EstAnswers.text(400, "invalid_request: the request can't be read"));
        }
    }

    private void answer(Context context, HttpServerRequest request, Buffer body) {
        var path = EstPath.parse(request.path());
        if (path.isEmpty()) {
            ResponseWriter.write(request, EstAnswers.text(404, "not_found: this is an EST server"));
        } else if (!request.method().name().equals(path.get().operation().method())) {
            var allowed = path.get().operation().method();
            ResponseWriter.write(
                    request,
                    EstAnswers.text(405, "method_not_allowed: use " + allowed)
                            .with("Allow", allowed));
        } else {
            answer(context, request, path.get(), body);
        }
    }

    private void answer(Context context, HttpServerRequest request, EstPath path, Buffer body) {
        switch (certificates.of(request)) {
            case Shown.Garbage(var why) ->
                    ResponseWriter.write(request, EstAnswers.text(400, "invalid_request: " + why));
            case Shown.None() -> answer(context, request, path, Optional.empty(), body);
            case Shown.Certificate(var known) ->
                    answer(context, request, path, Optional.of(known), body);
        }
    }

    private void answer(
            Context context,
            HttpServerRequest request,
            EstPath path,
            Optional<PresentedCertificate> certificate,
            Buffer body) {
        service.answer(request(path, request, certificate, body))
                .subscribe()
                .with(response ->
                        context.runOnContext(_ -> ResponseWriter.write(request, response)));
    }

    private EstRequest request(
            EstPath path,
            HttpServerRequest request,
            Optional<PresentedCertificate> certificate,
            Buffer body) {
        return new EstRequest(
                path,
                request.remoteAddress().hostAddress(),
                certificate,
                certificates.binding(request),
                header(request, HttpHeaders.AUTHORIZATION),
                header(request, HttpHeaders.CONTENT_TYPE),
                header(request, "Content-Transfer-Encoding"),
                WireProfile.choose(
                        header(request, HttpHeaders.USER_AGENT),
                        Optional.ofNullable(request.query()).orElse("")),
                header(request, HttpHeaders.ACCEPT).contains("application/problem+json"),
                body);
    }

    private static String header(HttpServerRequest request, CharSequence name) {
        return Optional.ofNullable(request.getHeader(name)).orElse("");
    }
}
