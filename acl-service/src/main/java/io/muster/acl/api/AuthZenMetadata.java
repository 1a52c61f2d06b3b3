// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.AclConfig;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where the AuthZEN endpoints are (AuthZEN 1.0 §9). */
@Path("/.well-known/authzen-configuration")
@Tag(name = "authzen")
public class AuthZenMetadata {

    private final Optional<URI> address;

    AuthZenMetadata(AclConfig config) {
        this.address = config.address();
    }

    /** Public, as discovery is. */
    @GET
    @PermitAll
    @Operation(operationId = "authzenConfiguration", summary = "Discover the AuthZEN endpoints")
    @APIResponse(
            responseCode = "200",
            description = "The metadata of the policy decision point",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public ObjectNode metadata(@Context UriInfo uri) {
        var base = address.orElseGet(uri::getBaseUri).toString().replaceAll("/+$", "");
        return JsonNodeFactory.instance
                .objectNode()
                .put("policy_decision_point", base)
                .put("access_evaluation_endpoint", base + "/access/v1/evaluation")
                .put("access_evaluations_endpoint", base + "/access/v1/evaluations");
    }
}
