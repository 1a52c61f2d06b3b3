// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import io.muster.platform.api.JsonBodies;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Where the events of the caller's tenant are sent. */
@Path(WebhookResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
@RolesAllowed(Roles.TENANT_ADMIN)
class WebhookResource {

    static final String PATH = "/api/v1/webhooks";

    private final Caller caller;
    private final Webhooks webhooks;
    private final JsonBodies json;

    WebhookResource(Caller caller, Webhooks webhooks, JsonBodies json) {
        this.caller = caller;
        this.webhooks = webhooks;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createWebhook",
            summary = "Have events sent to an address",
            description =
                    "Signed with the secret that only this answer shows. A repeated request adds"
                            + " another webhook. Role: tenant-admin.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = WebhookRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "The webhook",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "400", description = "A member is not valid")
    @APIResponse(responseCode = "403", description = "There are as many as there may be")
    public Uni<Response> create(byte @Nullable [] body) {
        var request = json.value(json.object(body), WebhookRequest.class);
        return webhooks.add(caller.tenant(), request, caller.subject())
                .map(added ->
                        Response.created(URI.create(PATH + "/" + added.webhook().id()))
                                .entity(WebhookView.of(added.webhook(), added.secret()))
                                .build());
    }

    @GET
    @Operation(
            operationId = "listWebhooks",
            summary = "List webhooks",
            description = "All of them: there are few. Role: tenant-admin.")
    @APIResponse(responseCode = "200", description = "The only page")
    public Uni<Page<WebhookView>> list() {
        return webhooks.list(caller.tenant())
                .map(found -> found.stream().map(WebhookView::of).toList())
                .map(views -> new Page<>(views, null));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getWebhook", summary = "Get a webhook")
    @APIResponse(
            responseCode = "200",
            description = "The webhook",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "404", description = "There is no such webhook")
    public Uni<WebhookView> get(@RestPath String id) {
        return webhooks.get(caller.tenant(), parsed(id)).map(WebhookView::of);
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "deleteWebhook", summary = "Delete a webhook and its deliveries")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "There is no such webhook")
    public Uni<Void> delete(@RestPath String id) {
        return webhooks.delete(caller.tenant(), parsed(id), caller.subject()).replaceWithVoid();
    }

    @POST
    @Path("/{id}/enable")
    @Operation(
            operationId = "enableWebhook",
            summary = "Have events sent again to a webhook that was disabled",
            description = "Events from now on; those before can be replayed. Role: tenant-admin.")
    @APIResponse(
            responseCode = "200",
            description = "The webhook",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "404", description = "There is no such webhook")
    public Uni<WebhookView> enable(@RestPath String id) {
        return webhooks.enable(caller.tenant(), parsed(id), caller.subject()).map(WebhookView::of);
    }

    @GET
    @Path("/{id}/deliveries")
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "List what was sent last, the newest first")
    @APIResponse(responseCode = "200", description = "The newest, at most 500")
    @APIResponse(responseCode = "404", description = "There is no such webhook")
    public Uni<Page<DeliveryView>> deliveries(
            @RestPath String id, @RestQuery @Nullable Integer limit) {
        var page = PageRequest.of(limit, null);
        return webhooks.deliveries(caller.tenant(), parsed(id), page.limit())
                .map(found -> found.stream().map(DeliveryView::of).toList())
                .map(views -> new Page<>(views, null));
    }

    @POST
    @Path("/{id}/deliveries/{delivery}/replay")
    @Operation(
            operationId = "replayWebhookDelivery",
            summary = "Send an event once more",
            description =
                    "With the same webhook-id, as long as fewer than 1,000 deliveries wait for the"
                            + " webhook. Role: tenant-admin.")
    @APIResponse(
            responseCode = "202",
            description = "The new delivery",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    @APIResponse(responseCode = "404", description = "There is no such delivery")
    @APIResponse(responseCode = "409", description = "The webhook is disabled")
    @APIResponse(responseCode = "429", description = "Too many deliveries wait")
    public Uni<Response> replay(@RestPath String id, @RestPath String delivery) {
        return webhooks.replay(caller.tenant(), parsed(id), parsed(delivery), caller.subject())
                .map(made -> Response.accepted(DeliveryView.of(made)).build());
    }

    private static UUID parsed(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Problems.notFound("There is no such webhook.");
        }
    }
}
