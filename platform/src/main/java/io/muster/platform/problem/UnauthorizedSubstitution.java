// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.problem;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Takes a method's place in native executables. The problem extension's own reads a field that
 * Quarkus has removed: nobody calls it, because {@link UnauthorizedMapper} and {@link
 * InvalidTokenMapper} come first, but a native build refuses code that can't be linked. The
 * extension has mended it in 3.32.1; with that version this class goes.
 */
@TargetClass(className = "io.quarkiverse.resteasy.problem.security.HttpUnauthorizedUtils")
final class UnauthorizedSubstitution {

    @Substitute
    static Uni<HttpProblem> toProblem(RoutingContext context, Exception failure) {
        var problem = Problems.unauthorized("A valid bearer token is required.");
        return Uni.createFrom().item(problem.withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
    }
}
