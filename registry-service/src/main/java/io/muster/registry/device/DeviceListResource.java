// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.api.JsonBodies;
import io.muster.registry.api.PageResponse;
import io.muster.registry.device.store.DeviceOrder;
import io.muster.registry.device.store.DeviceSearch;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Looks for devices of the caller's tenant. */
@Path("/api/v1/devices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
class DeviceListResource {

    private static final Set<String> FIELDS =
            Set.of(
                    "id",
                    "uid",
                    "state",
                    "displayName",
                    "type",
                    "attributes",
                    "tags",
                    "externalIds",
                    "version",
                    "createdAt",
                    "updatedAt",
                    "deletedAt",
                    "certificates",
                    "presence");

    private final Caller caller;
    private final DeviceList devices;
    private final JsonBodies json;
    private final Clock clock;

    DeviceListResource(Caller caller, DeviceList devices, JsonBodies json, Clock clock) {
        this.caller = caller;
        this.devices = devices;
        this.json = json;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({
        Roles.VIEWER,
        Roles.OPERATOR,
        Roles.MAINTENANCE,
        Roles.RELEASE_MANAGER,
        Roles.RELEASE_APPROVER,
        Roles.SECURITY_ADMIN,
        Roles.TENANT_ADMIN
    })
    @Operation(
            operationId = "listDevices",
            summary = "List devices",
            description =
                    "A page leads to the next by nextCursor, which fits the same filter and sort"
                            + " only. Fields to filter by: id, uid, state, type, displayName, tags,"
                            + " attributes.…, externalIds.…, version, createdAt, updatedAt,"
                            + " presence.connected, presence.firmware, lastSeenAt, cert.notAfter.")
    @APIResponse(
            responseCode = "200",
            description = "A page of devices",
            content = @Content(schema = @Schema(implementation = DevicePage.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    public Uni<Response> list(
            @Parameter(description = "In RSQL, for example state==ACTIVE and tags==spare")
                    @RestQuery
                    @Nullable String filter,
            @Parameter(description = "id, createdAt, updatedAt or displayName; - before it: down")
                    @RestQuery
                    @DefaultValue("id")
                    String sort,
            @Parameter(description = "The members to show, with commas between; id always is")
                    @RestQuery
                    @Nullable String fields,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor,
            @Parameter(description = "true: say how many there are on all pages")
                    @RestQuery
                    @DefaultValue("false")
                    boolean count,
            @Parameter(description = DeviceResource.DELETED) @RestQuery @DefaultValue("false")
                    boolean deleted,
            UriInfo uri) {
        var search = new DeviceSearch(caller.tenant(), filter, deleted, clock.instant());
        var shown = fields(fields);
        return devices.list(search, order(sort), PageRequest.of(limit, cursor))
                .map(page -> page(page, shown))
                .chain(page -> count ? counted(search, page) : Uni.createFrom().item(page))
                .map(page -> PageResponse.of(page, page.nextCursor(), uri));
    }

    private Uni<DevicePage> counted(DeviceSearch search, DevicePage page) {
        return devices.count(search).map(page::counted);
    }

    private static DeviceOrder order(String sort) {
        return DeviceOrder.parse(sort)
                .orElseThrow(() ->
                        Problems.invalid(
                                "sort is id, createdAt, updatedAt or displayName, perhaps with -"
                                        + " before it."));
    }

    /** The members to show; empty for all. */
    private static Set<String> fields(@Nullable String fields) {
        if (fields == null) {
            return Set.of();
        }
        var shown = new HashSet<>(Arrays.asList(fields.split(",", -1)));
        if (!FIELDS.containsAll(shown)) {
            throw unknownField();
        }
        shown.add("id");
        return shown;
    }

    private static ProblemException unknownField() {
        return Problems.invalid("fields are some of " + String.join(", ", FIELDS) + ".");
    }

    private DevicePage page(Page<DeviceView> page, Set<String> shown) {
        return new DevicePage(
                shown.isEmpty() ? page.items() : projected(page.items(), shown),
                page.nextCursor(),
                null,
                null);
    }

    private List<ObjectNode> projected(List<DeviceView> devices, Set<String> shown) {
        return devices.stream().map(json::tree).map(tree -> tree.retain(shown)).toList();
    }
}
