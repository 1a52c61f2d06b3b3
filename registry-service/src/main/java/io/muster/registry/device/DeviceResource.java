// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.api.EntityTags;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.idempotency.Fingerprint;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.api.Caller;
import io.muster.registry.api.Once;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The devices of the caller's tenant. */
@Path("/api/v1/devices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
@RolesAllowed({
    Roles.VIEWER,
    Roles.OPERATOR,
    Roles.MAINTENANCE,
    Roles.RELEASE_MANAGER,
    Roles.RELEASE_APPROVER,
    Roles.SECURITY_ADMIN,
    Roles.TENANT_ADMIN
})
class DeviceResource {

    private static final long FIRST_VERSION = 1;
    static final String DELETED = "true: deleted devices that can still be restored";

    private final Caller caller;
    private final DeviceRegistration registration;
    private final DeviceList devices;
    private final JsonBodies json;

    DeviceResource(
            Caller caller, DeviceRegistration registration, DeviceList devices, JsonBodies json) {
        this.caller = caller;
        this.registration = registration;
        this.devices = devices;
        this.json = json;
    }

    /** The form of the body, for the description of the API. */
    @Schema(name = "CreateRequest", allOf = DeviceDraft.class)
    record CreateRequest(
            @Schema(
                            description =
                                    "Also the MQTT client id and the common name of certificates."
                                            + " Unique in the tenant, whatever the case.",
                            pattern = "^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$",
                            required = true)
                    String id) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "createDevice",
            summary = "Add a device",
            description =
                    "The device may enroll with a claim token afterwards. With an Idempotency-Key a"
                            + " repeated request gets the first answer. Roles: operator,"
                            + " tenant-admin.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = CreateRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "The new device",
            headers = {
                @Header(name = "Location", schema = @Schema(implementation = String.class)),
                @Header(name = "ETag", schema = @Schema(implementation = String.class))
            },
            content = @Content(schema = @Schema(implementation = DeviceView.class)))
    @APIResponse(responseCode = "400", description = "The id or a member is not valid")
    @APIResponse(responseCode = "403", description = "The tenant has as many devices as it may")
    @APIResponse(
            responseCode = "409",
            description = "The id or an external id is taken, or the key was used before")
    @APIResponse(responseCode = "422", description = "The device does not fit its type")
    public Uni<Response> create(
            @RestHeader("Idempotency-Key") @Nullable String key, byte @Nullable [] body) {
        var wanted = json.object(body);
        var identity = new DeviceIdentity(caller.tenant(), id(wanted));
        var draft = json.value(wanted.deepCopy().without("id"), DeviceDraft.class);
        var once =
                new Once.Request(
                        identity.tenant(),
                        key,
                        Fingerprint.of("POST /api/v1/devices", wanted.toString()));
        return registration
                .create(identity, draft.description(), once, caller.subject())
                .map(created -> created(identity, created));
    }

    private static DeviceId id(ObjectNode body) {
        return DeviceId.parse(body.path("id").asText(""))
                .orElseThrow(() ->
                        Problems.invalid(
                                "id must be 1 to 128 of A-Z a-z 0-9 _ . : - and begin with"
                                        + " a letter or digit."));
    }

    private static Response created(DeviceIdentity identity, String body) {
        return Response.created(URI.create("/api/v1/devices/" + identity.device()))
                .header(HttpHeaders.ETAG, EntityTags.of(FIRST_VERSION))
                .entity(body)
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getDevice", summary = "Get a device")
    @APIResponse(
            responseCode = "200",
            description = "The device",
            content = @Content(schema = @Schema(implementation = DeviceView.class)))
    @APIResponse(responseCode = "404", description = "There is no such device")
    public Uni<Response> get(
            @RestPath String id,
            @Parameter(description = DELETED) @RestQuery @DefaultValue("false") boolean deleted) {
        return devices.get(caller.device(id), deleted).map(DeviceResource::tagged);
    }

    private static Response tagged(DeviceView device) {
        return Response.ok(device)
                .header(HttpHeaders.ETAG, EntityTags.of(device.version()))
                .build();
    }
}
