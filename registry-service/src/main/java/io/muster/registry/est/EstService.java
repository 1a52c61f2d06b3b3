// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.muster.platform.sql.StoreUnavailable;
import io.muster.registry.ca.Authorities;
import io.muster.registry.enrollment.Claim;
import io.muster.registry.enrollment.EnrollmentOutcome;
import io.muster.registry.enrollment.Enrollments;
import io.muster.registry.enrollment.Origin;
import io.muster.registry.enrollment.Profiles;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.profile.EnrollmentMode;
import io.muster.registry.enrollment.profile.EnrollmentProfile;
import io.muster.registry.enrollment.profile.ProfilePath;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The operations of EST, from a parsed request to an answer. */
@Singleton
class EstService {

    private static final Logger LOG = Logger.getLogger(EstService.class);

    private final Profiles profiles;
    private final Enrollments enrollments;
    private final Authorities authorities;

    EstService(Profiles profiles, Enrollments enrollments, Authorities authorities) {
        this.profiles = profiles;
        this.enrollments = enrollments;
        this.authorities = authorities;
    }

    /** Answers a request; the answer never fails. */
    Uni<EstResponse> answer(EstRequest request) {
        return profile(request)
                .chain(found ->
                        found.map(profile ->
                                        new Origin(profile, request.remoteIp(), request.binding()))
                                .map(origin -> answer(origin, request.on(origin.profile())))
                                .orElseGet(() -> item(noLabel())))
                .onFailure(StoreUnavailable.class)
                .recoverWithItem(EstAnswers::unavailable)
                .onFailure()
                .recoverWithItem(EstService::failed);
    }

    private static EstResponse noLabel() {
        return EstAnswers.text(404, "not_found: there is no such label");
    }

    private Uni<Optional<EnrollmentProfile>> profile(EstRequest request) {
        return request.path()
                .label()
                .map(ProfilePath::parse)
                .orElse(Optional.of(ProfilePath.DEFAULT))
                .filter(path -> authorities.find(path.tenant()).isPresent())
                .map(profiles::recent)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<EstResponse> answer(Origin origin, EstRequest request) {
        return switch (request.path().operation()) {
            case CACERTS -> item(chain(origin, request));
            case SIMPLEENROLL -> enroll(origin, request);
            case SIMPLEREENROLL ->
                    // One client asks again here for what it has asked for at simpleenroll.
                    request.certificate().isPresent()
                            ? present(origin, request, true)
                            : enroll(origin, request);
            case CSRATTRS -> item(attributes(origin, request));
            case FULLCMC -> item(EstAnswers.text(501, "not_implemented: use simpleenroll"));
            case SERVERKEYGEN, TPMENROLL ->
                    item(EstAnswers.text(404, "not_found: the operation is not offered"));
        };
    }

    private static EstResponse attributes(Origin origin, EstRequest request) {
        var rules = origin.profile().rules();
        return rules.est().csrAttributes()
                ? EstAnswers.attributes(CsrAttributes.encode(rules), request.wire())
                : EstResponse.empty(204);
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
        if (origin.profile().rules().mode() == EnrollmentMode.MANUAL
                && request.certificate().isEmpty()) {
            var user = basic.map(BasicCredentials::user);
            return decode(request, csr -> enrollments.ask(origin, user, csr));
        }
        if (basic.isEmpty()) {
            return present(origin, request, false);
        }
        var claim = new Claim(basic.get().user(), basic.get().password());
        return decode(
                request, csr -> enrollments.enroll(origin, claim, request.certificate(), csr));
    }

    private Uni<EstResponse> present(Origin origin, EstRequest request, boolean again) {
        return request.certificate()
                .map(shown ->
                        decode(request, csr -> enrollments.present(origin, shown, again, csr)))
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
