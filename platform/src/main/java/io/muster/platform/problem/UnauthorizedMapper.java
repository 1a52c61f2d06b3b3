// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.problem;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Renders a request without credentials. Every API of ours takes bearer tokens, so there is one
 * challenge (RFC 6750, 3).
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public final class UnauthorizedMapper extends ExceptionMapperBase<UnauthorizedException> {

    @Override
    protected HttpProblem toProblem(UnauthorizedException failure) {
        return Problems.unauthorized("A bearer token is required.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}
