// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.type;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.api.EntityTags;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.api.PageResponse;
import io.muster.platform.api.Precondition;
import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.schema.DocumentSchema;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.type.store.DeviceType;
import io.muster.registry.type.store.DeviceTypeStore.Draft;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The device types of the caller's tenant. */
@Path("/api/v1/device-types")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Device types")
@RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
class DeviceTypeResource {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final int LONGEST_SCHEMA = 65_536;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_SECONDS = 7 * 86_400;
    private static final String QUERY = "device types by id";
    private static final String START = "";

    private final Caller caller;
    private final DeviceTypes types;
    private final Cursors cursors;
    private final JsonBodies json;

    DeviceTypeResource(Caller caller, DeviceTypes types, Cursors cursors, JsonBodies json) {
        this.caller = caller;
        this.types = types;
        this.cursors = cursors;
        this.json = json;
    }

    /** What is chosen for a type. */
    @RegisterForReflection
    @Schema(name = "DeviceTypeOptions")
    record Options(
            @Schema(maxLength = LONGEST_NAME) @Nullable String displayName,
            @Schema(
                            description =
                                    "A JSON Schema (2020-12, without references) that the attributes"
                                            + " of the type's devices keep.",
                            implementation = Map.class)
                    @Nullable ObjectNode attributeSchema,
            @Schema(
                            minimum = "1",
                            maximum = "604800",
                            description =
                                    "How often devices of the type are heard, unless they say so"
                                            + " themselves; in seconds.")
                    @Nullable Integer heartbeatSeconds,
            @Schema(description = "Whether devices of the type may speak for others.")
                    @Nullable Boolean gateway) {

        Draft draft() {
            if (heartbeatSeconds != null
                    && (heartbeatSeconds < 1 || heartbeatSeconds > MOST_SECONDS)) {
                throw Problems.invalid("heartbeatSeconds is 1 to " + MOST_SECONDS + ".");
            }
            if (displayName != null && displayName.length() > LONGEST_NAME) {
                throw Problems.invalid("displayName has at most " + LONGEST_NAME + " characters.");
            }
            return new Draft(
                    Optional.ofNullable(displayName),
                    Optional.ofNullable(attributeSchema).map(Options::checked),
                    Optional.ofNullable(heartbeatSeconds).map(Duration::ofSeconds),
                    Boolean.TRUE.equals(gateway));
        }

        private static String checked(ObjectNode schema) {
            var text = schema.toString();
            if (text.length() > LONGEST_SCHEMA || DocumentSchema.of(schema).isEmpty()) {
                throw Problems.unprocessable(
                        "attributeSchema must be a JSON Schema of 2020-12 without references, of"
                                + " at most 64 KiB, with numbers of at most 100 digits and an"
                                + " exponent of at most 400.");
            }
            return text;
        }
    }

    /** A type as the API shows it. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DeviceType")
    record View(
            String id,
            @Nullable String displayName,
            @Schema(implementation = Map.class) @Nullable ObjectNode attributeSchema,
            @Nullable Long heartbeatSeconds,
            boolean gateway,
            long version,
            Instant createdAt,
            Instant updatedAt) {}

    private View view(DeviceType type) {
        return new View(
                type.id(),
                type.displayName().orElse(null),
                type.attributeSchema().map(json::parsed).orElse(null),
                type.heartbeat().map(Duration::toSeconds).orElse(null),
                type.gateway(),
                type.version(),
                type.createdAt(),
                type.updatedAt());
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(operationId = "listDeviceTypes", summary = "List device types")
    @APIResponse(responseCode = "200", description = "A page of types, in the order of their ids")
    public Uni<RestResponse<Page<View>>> list(
            @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor, UriInfo uri) {
        var tenant = caller.tenant();
        var page = PageRequest.of(limit, cursor);
        var after = cursors.open(tenant, QUERY, page).map(at -> at.position().getFirst());
        return types.list(tenant, after.orElse(START), page.fetch())
                .map(found -> found.stream().map(this::view).toList())
                .map(views ->
                        cursors.page(tenant, QUERY, page, views, view -> Cursor.at(view.id())))
                .map(listed -> PageResponse.of(listed, uri));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(operationId = "getDeviceType", summary = "Get a device type")
    @APIResponse(
            responseCode = "200",
            description = "The type",
            content = @Content(schema = @Schema(implementation = View.class)))
    @APIResponse(responseCode = "404", description = "There is no such type")
    public Uni<Response> get(@RestPath String id) {
        return types.get(caller.tenant(), id).map(this::tagged);
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putDeviceType",
            summary = "Add or replace a device type",
            description =
                    "A new schema holds for the next change of each device; those there are stay as"
                            + " they are. An existing type needs If-Match. Roles: operator,"
                            + " tenant-admin.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = Options.class)))
    @APIResponse(
            responseCode = "200",
            description = "The type",
            content = @Content(schema = @Schema(implementation = View.class)))
    @APIResponse(responseCode = "400", description = "The id or a member is not valid")
    @APIResponse(responseCode = "412", description = "The type has another version")
    @APIResponse(responseCode = "422", description = "The schema is not one to check by")
    @APIResponse(responseCode = "428", description = "The type exists and If-Match is missing")
    public Uni<Response> put(
            @RestPath String id,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            byte @Nullable [] body) {
        if (!ID.matcher(id).matches()) {
            throw Problems.invalid(
                    "The id must be 1 to 64 of A-Z a-z 0-9 _ . - and begin with a letter or digit.");
        }
        var draft = json.value(json.object(body), Options.class).draft();
        var precondition = new Precondition(ifMatch, ifNoneMatch);
        return types.put(caller.tenant(), id, draft, precondition, caller.subject())
                .map(this::tagged);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteDeviceType",
            summary = "Delete a device type that no device is of")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "There is no such type")
    @APIResponse(responseCode = "409", description = "Devices are of this type")
    @APIResponse(responseCode = "412", description = "The type has another version")
    public Uni<Void> delete(
            @RestPath String id, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return types.delete(caller.tenant(), id, ifMatch, caller.subject());
    }

    private Response tagged(DeviceType type) {
        return Response.ok(view(type))
                .header(HttpHeaders.ETAG, EntityTags.of(type.version()))
                .build();
    }
}
