// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.sql.StoreUnavailable;
import io.muster.registry.enrollment.EnrollmentOutcome;
import io.muster.registry.enrollment.EnrollmentOutcome.Busy;
import io.muster.registry.enrollment.EnrollmentOutcome.Issued;
import io.muster.registry.enrollment.EnrollmentOutcome.Refused;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.identity.Der;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;

/** What EST answers, in the forms that real clients read. */
final class EstAnswers {

    private static final String PKCS7 = "application/pkcs7-mime";
    private static final String RETRY_AFTER = "Retry-After";
    private static final Duration RATE_LIMIT_WAIT = Duration.ofMinutes(1);
    private static final Duration OUTAGE_WAIT = Duration.ofSeconds(5);

    private EstAnswers() {}

    /** The chain of the authority. */
    static EstResponse chain(List<Der> chain, WireProfile wire) {
        return certificates(PKCS7, chain, wire);
    }

    /** What requests should have in them. */
    static EstResponse attributes(byte[] csrAttrs, WireProfile wire) {
        return EstResponse.of(200, "application/csrattrs", Buffer.buffer(wire.encode(csrAttrs)))
                .with("Content-Transfer-Encoding", "base64");
    }

    /** What came of an enrollment. */
    static EstResponse of(EnrollmentOutcome outcome, EstRequest request) {
        return switch (outcome) {
            case Issued(var certificate) ->
                    // One client looks for exactly this text, the space included.
                    certificates(
                            PKCS7 + "; smime-type=certs-only",
                            List.of(certificate.der()),
                            request.wire());
            case Refused(var refusal) -> refused(refusal, request.wantsJson());
            case EnrollmentOutcome.Pending(var wait) ->
                    text(202, "approval_pending: ask again later with the same request")
                            .with(RETRY_AFTER, seconds(wait));
            case Busy(var wait) -> busy(wait);
        };
    }

    private static EstResponse busy(Duration wait) {
        return text(202, "busy: ask again later").with(RETRY_AFTER, seconds(wait));
    }

    private static EstResponse certificates(
            String contentType, List<Der> certificates, WireProfile wire) {
        var body = Buffer.buffer(wire.encode(CertsOnly.encode(certificates)));
        return EstResponse.of(200, contentType, body)
                // Without it one client takes the base64 for DER.
                .with("Content-Transfer-Encoding", "base64");
    }

    private static EstResponse refused(Refusal refusal, boolean json) {
        return switch (refusal.reason()) {
            case UNAUTHORIZED, TOKEN_EXPIRED, TOKEN_EXHAUSTED -> challenge();
            case RATE_LIMITED ->
                    said(429, refusal, json)
                            .with(
                                    RETRY_AFTER,
                                    seconds(refusal.retryAfter().orElse(RATE_LIMIT_WAIT)));
            case CSR_MALFORMED,
                    CSR_SIGNATURE_INVALID,
                    KEY_WEAK,
                    KEY_ALG_FORBIDDEN,
                    POP_BINDING_MISMATCH ->
                    said(400, refusal, json);
            case CSR_SUBJECT_MISMATCH,
                    KEY_REUSE,
                    TOKEN_SCOPE,
                    CERTIFICATE_REVOKED,
                    CERTIFICATE_EXPIRED,
                    NOT_CURRENT_CERTIFICATE,
                    INVALID_STATE,
                    APPROVAL_REJECTED,
                    APPROVAL_USED,
                    PROFILE_CLOSED,
                    QUOTA_EXCEEDED ->
                    said(403, refusal, json);
        };
    }

    /** Always empty: one client fails at a 401 with a body before it sends its credentials. */
    static EstResponse challenge() {
        return EstResponse.empty(401)
                .with("WWW-Authenticate", "Basic realm=\"est\", charset=\"UTF-8\"");
    }

    /** A refusal of the transport's own. */
    static EstResponse refused(RefusalReason reason, String detail, EstRequest request) {
        return refused(new Refusal(reason, detail), request.wantsJson());
    }

    /** The database does not answer; where it only has too much to do, as enrollments say it. */
    static EstResponse unavailable(StoreUnavailable store) {
        return store.isCrowded() ? busy(OUTAGE_WAIT) : unavailable();
    }

    private static EstResponse unavailable() {
        return text(503, "unavailable: ask again later").with(RETRY_AFTER, seconds(OUTAGE_WAIT));
    }

    static EstResponse text(int status, String line) {
        return EstResponse.of(status, "text/plain; charset=utf-8", Buffer.buffer(line + "\n"));
    }

    private static EstResponse said(int status, Refusal refusal, boolean json) {
        return json
                ? problem(status, refusal)
                : text(status, refusal.reason().code() + ": " + refusal.detail());
    }

    private static EstResponse problem(int status, Refusal refusal) {
        var code = refusal.reason().code();
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "urn:muster:problem:" + code.replace('_', '-'))
                        .put("title", "No certificate is issued")
                        .put("status", status)
                        .put("detail", refusal.detail())
                        .put("code", code)
                        // The member that one client shows to its user.
                        .put("message", refusal.detail());
        return EstResponse.of(
                status, "application/problem+json", Buffer.buffer(body.toString() + "\n"));
    }

    private static String seconds(Duration wait) {
        return Long.toString(wait.toSeconds());
    }
}
