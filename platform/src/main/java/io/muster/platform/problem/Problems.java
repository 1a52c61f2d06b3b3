// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.problem;

import java.time.Duration;

/** The common problems. A detail is shown to the caller: no secrets, no SQL, no class names. */
public final class Problems {

    private Problems() {}

    /** 400: the request itself is malformed. */
    public static ProblemException invalid(String detail) {
        return ProblemKind.INVALID.with(detail);
    }

    /** 401: no or no valid credentials. */
    public static ProblemException unauthorized(String detail) {
        return ProblemKind.UNAUTHORIZED.with(detail);
    }

    /** 403: valid credentials that do not suffice. */
    public static ProblemException forbidden(String detail) {
        return ProblemKind.FORBIDDEN.with(detail);
    }

    /** 404: also for what exists outside the caller's tenant or scope. */
    public static ProblemException notFound(String detail) {
        return ProblemKind.NOT_FOUND.with(detail);
    }

    /** 409: the resource's state does not allow it. */
    public static ProblemException conflict(String detail) {
        return ProblemKind.CONFLICT.with(detail);
    }

    /** 412: the version in {@code If-Match} is not the current one. */
    public static ProblemException preconditionFailed(String detail) {
        return ProblemKind.PRECONDITION_FAILED.with(detail);
    }

    /** 413: larger than a documented limit. */
    public static ProblemException tooLarge(String detail) {
        return ProblemKind.TOO_LARGE.with(detail);
    }

    static ProblemException bodyTooLarge(long maxBytes) {
        return tooLarge("A body may have at most " + maxBytes + " bytes.");
    }

    /** 415: a content type that the resource does not read. */
    public static ProblemException unsupportedMedia(String detail) {
        return ProblemKind.UNSUPPORTED_MEDIA.with(detail);
    }

    /** 422: well formed, but a rule of the domain refuses the content. */
    public static ProblemException unprocessable(String detail) {
        return ProblemKind.UNPROCESSABLE.with(detail);
    }

    /** 428: a change without {@code If-Match} where one is required. */
    public static ProblemException preconditionRequired(String detail) {
        return ProblemKind.PRECONDITION_REQUIRED.with(detail);
    }

    /** 429: a rate limit; tells the client when to come back. */
    public static ProblemException tooManyRequests(String detail, Duration retryAfter) {
        return retryAfter(ProblemKind.TOO_MANY.with(detail), retryAfter);
    }

    /** 503: something we depend on does not answer; the same request may succeed in a second. */
    public static ProblemException unavailable(String detail) {
        return retryAfter(ProblemKind.UNAVAILABLE.with(detail), Duration.ofSeconds(1));
    }

    private static ProblemException retryAfter(ProblemException problem, Duration wait) {
        return problem.withHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
    }
}
