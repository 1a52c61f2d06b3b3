// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.tenancy.Roles;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.json.Pointer;
import io.muster.shadow.store.ShadowKey;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A shadow, as it is and as it was. */
@Path("/api/v1/devices/{device}/shadows/{name}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadows")
@RolesAllowed({
    Roles.VIEWER,
    Roles.OPERATOR,
    Roles.MAINTENANCE,
    Roles.RELEASE_MANAGER,
    Roles.RELEASE_APPROVER,
    Roles.TENANT_ADMIN
})
class ShadowResource {

    private final ShadowAddress address;
    private final ShadowAccess shadows;
    private final PastShadows past;

    ShadowResource(ShadowAddress address, ShadowAccess shadows, PastShadows past) {
        this.address = address;
        this.shadows = shadows;
        this.past = past;
    }

    @GET
    @Operation(
            operationId = "getShadow",
            summary = "Read a shadow",
            description =
                    "The ETag is the version; with If-None-Match an unchanged shadow is 304. The"
                            + " sync state and the presence move on without a new version.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(anyOf = {ShadowView.class, PastShadowView.class})))
    @APIResponse(responseCode = "304", description = "Not changed")
    @APIResponse(responseCode = "404", description = "There is no such shadow, or was none then")
    @APIResponse(responseCode = "410", description = "The version is not kept any more")
    public Uni<Response> get(
            @RestPath String device,
            @RestPath String name,
            @Parameter(
                            description =
                                    "Which of desired, reported, delta, tags, sync, presence and"
                                            + " metadata to show, separated by commas; all but the metadata if"
                                            + " absent.")
                    @RestQuery
                    @Nullable String fields,
            @Parameter(
                            description =
                                    "A JSON pointer into desired, reported, delta, tags and"
                                            + " metadata: only what is there is shown, as it is.")
                    @RestQuery
                    @Nullable String path,
            @BeanParam Moment moment,
            @Context Request request) {
        var key = address.of(device, name);
        var place = Optional.ofNullable(path).map(Places::parse);
        return moment.past() ? past(key, moment, fields, place) : now(key, fields, place, request);
    }

    private Uni<Response> past(
            ShadowKey key, Moment moment, @Nullable String fields, Optional<Pointer> place) {
        var shown = PastShadowView.fields(fields);
        place.ifPresent(Places::requireKept);
        return past.at(key, moment)
                .map(document ->
                        place.<Object>map(at -> Places.in(document, at))
                                .orElseGet(() -> PastShadowView.of(key, document, shown)))
                .map(content -> Response.ok(content).build());
    }

    private Uni<Response> now(
            ShadowKey key, @Nullable String fields, Optional<Pointer> place, Request request) {
        var shown = Field.parse(fields);
        return shadows.get(key)
                .map(found ->
                        answer(
                                request,
                                found.document(),
                                () ->
                                        place.<Object>map(at -> Places.in(found.document(), at))
                                                .orElseGet(() -> view(key, found, shown))));
    }

    private static ShadowView view(ShadowKey key, ShadowAccess.Found found, Set<Field> shown) {
        return ShadowView.of(key, found.document(), found.connection(), shown);
    }

    private static Response answer(
            Request request, ShadowDocument document, Supplier<Object> content) {
        var tag = EntityTags.of(document.version());
        var unchanged = request.evaluatePreconditions(tag);
        return unchanged != null
                ? unchanged.tag(tag).build()
                : Response.ok(content.get()).tag(tag).build();
    }
}
