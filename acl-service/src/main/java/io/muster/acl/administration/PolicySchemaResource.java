// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.platform.tenancy.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The shape of a policy document, for editors. */
@Path("/api/v1/policies/schema")
@Tag(name = "policies")
public class PolicySchemaResource {

    private static final String SCHEMA = "/policies/policy-schema.json";

    private final String schema = read();

    private static String read() {
        try (var resource = PolicySchemaResource.class.getResourceAsStream(SCHEMA)) {
            if (resource == null) {
                throw new IllegalStateException(SCHEMA + " is not on the class path");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Serves the schema. */
    @GET
    @Produces("application/schema+json")
    @RolesAllowed({Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN, Roles.VIEWER})
    @Operation(operationId = "getPolicySchema", summary = "The JSON Schema of policy documents")
    @APIResponse(
            responseCode = "200",
            description = "JSON Schema 2020-12",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public String schema() {
        return schema;
    }
}
