// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.muster.platform.sql.StoreUnavailable;
import io.muster.platform.topic.TenantId;
import io.muster.registry.ca.Authorities;
import io.muster.registry.enrollment.Claim;
import io.muster.registry.enrollment.EnrollmentOutcome;
import io.muster.registry.enrollment.EnrollmentProfile;
import io.muster.registry.enrollment.Enrollments;
import io.muster.registry.enrollment.Origin;
import io.muster.registry.enrollment.PresentedCertificate;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The operations of EST, from a parsed request to an answer. */
@ApplicationScoped
class EstService {

    private static final Logger LOG = Logger.getLogger(EstService.class);

    /** Labels are enrollment profiles of this tenant until tenants choose labels of their own. */
    private static final TenantId TENANT = new TenantId("default");

    private final Enrollments enrollments;
    private final Authorities authorities;

    EstService(Enrollments enrollments, Authorities authorities) {
        this.enrollments = enrollments;
        this.authorities = authorities;
    }

    /** Answers a request; the answer never fails. */
    Uni<EstResponse> answer(EstRequest request) {
        var label = request.path().label().orElse(EnrollmentProfile.DEFAULT.name());
        return EnrollmentProfile.find(label)
                .map(profile -> new Origin(TENANT, profile.name(), request.remoteIp()))
                .map(origin -> answer(origin, request))
                .orElseGet(() -> item(EstAnswers.text(404, "not_found: there is no such label")))
                .onFailure(StoreUnavailable.class)
                .recoverWithItem(EstAnswers::unavailable)
                .onFailure()
                .recoverWithItem(EstService::failed);
    }

    private Uni<EstResponse> answer(Origin origin, EstRequest request) {
        return switch (request.path().operation()) {
            case CACERTS -> item(chain(origin, request));
            case SIMPLEENROLL -> enroll(origin, request);
            case SIMPLEREENROLL -> renew(origin, request);
            case CSRATTRS -> item(EstResponse.empty(204));
            case FULLCMC -> item(EstAnswers.text(501, "not_implemented: use simpleenroll"));
            case SERVERKEYGEN, TPMENROLL ->
                    item(EstAnswers.text(404, "not_found: the operation is not offered"));
        };
    }

    private EstResponse chain(Origin origin, EstRequest request) {
        var chain = authorities.chain(origin.tenant());
        return chain.isEmpty()
                ? EstAnswers.text(404, "not_found: the tenant has no authority")
                : EstAnswers.chain(chain, request.wire());
    }

    /** Credentials first, then the body: a stranger learns nothing about what we would read. */
    private Uni<EstResponse> enroll(Origin origin, EstRequest request) {
        var basic = BasicCredentials.parse(request.authorization());
        if (basic.isEmpty()) {
            return renew(origin, request);
        }
        if (names(request.certificate(), basic.get())) {
            var claim = new Claim(basic.get().user(), basic.get().password());
            return decode(request, csr -> enrollments.enroll(origin, claim, csr));
        }
        return item(
                EstAnswers.refused(
                        RefusalReason.TOKEN_SCOPE,
                        "The client certificate belongs to another device.",
                        request));
    }

    /** A certificate beside a claim identifies the peer, so it must not be somebody else's. */
    private static boolean names(
            Optional<PresentedCertificate> certificate, BasicCredentials basic) {
        return certificate
                .map(PresentedCertificate::commonName)
                .filter(name -> !name.equals(basic.user()))
                .isEmpty();
    }

    private Uni<EstResponse> renew(Origin origin, EstRequest request) {
        return request.certificate()
                .map(current -> decode(request, csr -> enrollments.renew(origin, current, csr)))
                .orElseGet(() -> item(EstAnswers.challenge()));
    }

    private interface Enrollment {
        Uni<EnrollmentOutcome> with(byte[] csr);
    }

    private static Uni<EstResponse> decode(EstRequest request, Enrollment enrollment) {
        if (!EstBody.isRequest(request.contentType())) {
            return item(EstAnswers.text(415, "unsupported_media_type: send application/pkcs10"));
        }
        return EstBody.decode(request.body().getBytes(), request.transferEncoding())
                .map(csr -> enrollment.with(csr).map(outcome -> EstAnswers.of(outcome, request)))
                .orElseGet(() ->
                        item(
                                EstAnswers.refused(
                                        RefusalReason.CSR_MALFORMED,
                                        "The body is not base64.",
                                        request)));
    }

    private static EstResponse failed(Throwable failure) {
        LOG.error("An EST request failed", failure);
        return EstAnswers.text(500, "internal_error: the request failed");
    }

    private static Uni<EstResponse> item(EstResponse response) {
        return Uni.createFrom().item(response);
    }
}
