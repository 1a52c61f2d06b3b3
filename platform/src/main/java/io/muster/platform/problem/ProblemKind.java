// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.problem;

import java.util.Arrays;
import java.util.Optional;

/**
 * The problems every service can answer with; a page of {@code docs/problems/} explains each code.
 */
enum ProblemKind {
    INVALID(400, "invalid-request", "The request is not valid"),
    UNAUTHORIZED(401, "unauthorized", "Authentication is required"),
    FORBIDDEN(403, "forbidden", "The identity may not do this"),
    NOT_FOUND(404, "not-found", "There is no such resource"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "The resource does not support this method"),
    NOT_ACCEPTABLE(406, "not-acceptable", "No acceptable representation"),
    CONFLICT(409, "conflict", "The request conflicts with the resource's state"),
    PRECONDITION_FAILED(412, "precondition-failed", "The resource has changed"),
    TOO_LARGE(413, "too-large", "The request is too large"),
    UNSUPPORTED_MEDIA(415, "unsupported-media-type", "The content type is not supported"),
    UNPROCESSABLE(422, "unprocessable", "The content breaks a rule"),
    PRECONDITION_REQUIRED(428, "precondition-required", "A precondition is required"),
    TOO_MANY(429, "too-many-requests", "Too many requests"),
    INTERNAL(500, "internal-error", "The service failed"),
    UNAVAILABLE(503, "unavailable", "The service can't answer now");

    private final int status;
    private final String code;
    private final String title;

    ProblemKind(int status, String code, String title) {
        this.status = status;
        this.code = code;
        this.title = title;
    }

    static Optional<ProblemKind> ofStatus(int status) {
        return Arrays.stream(values()).filter(kind -> kind.status == status).findFirst();
    }

    String code() {
        return code;
    }

    String title() {
        return title;
    }

    ProblemException with(String detail) {
        return ProblemException.of(status, code, title, detail);
    }
}
