// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * Renders JSON of another shape than the resource reads; without it Quarkus answers in a form of
 * its own.
 */
@Provider
@Priority(Priorities.USER - 1)
public final class UnexpectedJsonMapper extends ExceptionMapperBase<MismatchedInputException> {

    @Override
    protected HttpProblem toProblem(MismatchedInputException failure) {
        return HttpProblem.valueOf(Response.Status.BAD_REQUEST);
    }
}
