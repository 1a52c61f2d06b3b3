// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import io.muster.shadow.json.JsonText;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Gives every refusal on AWS's paths the form that its SDKs read, also those that other parts of
 * the service make. The class of the exception that a caller gets is the header's value; without it
 * the SDKs would name it by its number.
 */
@ApplicationScoped
class DataPlaneErrors {

    private static final int FIRST_ERROR = 400;
    private static final String ERROR_TYPE = "x-amzn-errortype";

    private final Clock clock;

    DataPlaneErrors(Clock clock) {
        this.clock = clock;
    }

    @ServerResponseFilter
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!DataPlanePaths.has(request.getUriInfo().getPath())) {
            return;
        }
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        int status = response.getStatus();
        if (status >= FIRST_ERROR) {
            response.getHeaders().putSingle(ERROR_TYPE, type(status));
            if (!(response.getEntity() instanceof byte[])) {
                var content =
                        AliasMessages.rejected(
                                status, message(response), clock.instant(), Optional.empty());
                response.setEntity(JsonText.bytes(content));
            }
            response.getHeaders()
                    .putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_TYPE);
        }
    }

    private static String message(ContainerResponseContext response) {
        return response.getEntity() instanceof HttpProblem problem && problem.getDetail() != null
                ? problem.getDetail()
                : response.getStatusInfo().getReasonPhrase();
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "UnauthorizedException";
            case 403 -> "ForbiddenException";
            case 404 -> "ResourceNotFoundException";
            case 405 -> "MethodNotAllowedException";
            case 409 -> "ConflictException";
            case 413 -> "RequestEntityTooLargeException";
            case 415 -> "UnsupportedDocumentEncodingException";
            case 429 -> "ThrottlingException";
            case 503 -> "ServiceUnavailableException";
            default -> status < 500 ? "InvalidRequestException" : "InternalFailureException";
        };
    }
}
