// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;

/**
 * An answer of a request that could not be fulfilled, rendered as RFC 9457 problem details. Its
 * type is {@code urn:muster:problem:{code}} and stays the same for ever, as does its page {@code
 * docs/problems/{code}.md}; title and detail are for people. It carries no stack trace: it says
 * what the caller did, not where we noticed.
 */
public final class ProblemException extends HttpProblem {

    static final String TYPE_PREFIX = "urn:muster:problem:";

    private ProblemException(Builder builder) {
        super(builder);
    }

    /**
     * A problem with a code of the caller's own; prefer {@link Problems} where one of the common
     * codes fits.
     */
    public static ProblemException of(int status, String code, String title, String detail) {
        return new ProblemException(
                HttpProblem.builder()
                        .withType(URI.create(TYPE_PREFIX + code))
                        .withStatus(status)
                        .withTitle(title)
                        .withDetail(detail));
    }

    /** The same problem with one more member in its body. */
    public ProblemException with(String member, Object value) {
        return new ProblemException(HttpProblem.builder(this).with(member, value));
    }

    /** The same problem with one more header on its response. */
    public ProblemException withHeader(String name, String value) {
        return new ProblemException(HttpProblem.builder(this).withHeader(name, value));
    }

    /** The stable code, the last part of the type. */
    public String code() {
        return getType().toString().substring(TYPE_PREFIX.length());
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
