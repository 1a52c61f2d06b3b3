// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.sql;

import io.muster.platform.problem.Problems;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** Renders an unavailable database as a 503 problem. */
@Provider
public final class StoreUnavailableMapper extends ExceptionMapperBase<StoreUnavailable> {

    @Override
    protected HttpProblem toProblem(StoreUnavailable failure) {
        return Problems.unavailable("The store does not answer; try again.");
    }
}
