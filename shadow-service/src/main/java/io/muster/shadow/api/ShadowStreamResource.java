// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.muster.shadow.ShadowSettings;
import io.muster.shadow.live.LiveShadows;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** What becomes of one shadow, as it happens. */
@Path("/api/v1/devices/{device}/shadows/{name}/events")
@Tag(name = "Shadows")
class ShadowStreamResource {

    private final ShadowAddress address;
    private final Tenancy tenancy;
    private final LiveShadows streams;
    private final StreamText text;
    private final boolean history;

    ShadowStreamResource(
            ShadowAddress address,
            Tenancy tenancy,
            LiveShadows streams,
            StreamText text,
            ShadowSettings settings) {
        this.address = address;
        this.tenancy = tenancy;
        this.streams = streams;
        this.text = text;
        this.history = settings.history().enabled();
    }

    // Proxies that gather an answer before they pass it on would keep events back.
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @RolesAllowed({
        Roles.VIEWER,
        Roles.OPERATOR,
        Roles.MAINTENANCE,
        Roles.RELEASE_MANAGER,
        Roles.RELEASE_APPROVER,
        Roles.TENANT_ADMIN
    })
    @Operation(
            operationId = "followShadow",
            summary = "Follow a shadow",
            description =
                    "Server-sent events, whose ids are versions: updated and deleted have as data"
                            + " what the history shows of the version. It goes on after Last-Event-ID"
                            + " without a gap; without that, or where those versions are not kept any"
                            + " more, it begins with reset, whose data is the shadow as it is now. A"
                            + " stream whose reader takes too little ends with dropped, which says after"
                            + " which event to go on; streams end with the token, too.")
    @APIResponse(
            responseCode = "200",
            description = "The events",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "400", description = "There is no such event id")
    @APIResponse(responseCode = "409", description = "No history is kept")
    @APIResponse(responseCode = "429", description = "Too many streams are open")
    public Multi<OutboundSseEvent> follow(
            @RestPath String device,
            @RestPath String name,
            @Parameter(description = "The version that is known already; wins over lastEventId.")
                    @RestHeader("Last-Event-ID")
                    @Nullable String lastEvent,
            @Parameter(description = "The same, for those who can't send headers.") @RestQuery
                    @Nullable String lastEventId,
            @Context Sse sse) {
        var key = address.of(device, name);
        var known = lastEvent == null ? lastEventId : lastEvent;
        if (!history) {
            throw ShadowProblems.noHistory();
        }
        var after =
                known == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(Versions.parse("Last-Event-ID", known));
        return streams.follow(key, after, tenancy.expires()).map(event -> text.of(sse, key, event));
    }
}
