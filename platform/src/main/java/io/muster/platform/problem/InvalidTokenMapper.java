// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.problem;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Renders a request with credentials that are not valid. What is wrong with them is nobody's
 * business but the issuer's.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public final class InvalidTokenMapper extends ExceptionMapperBase<AuthenticationFailedException> {

    @Override
    protected HttpProblem toProblem(AuthenticationFailedException failure) {
        return Problems.unauthorized("The bearer token is not valid.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }
}
