// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.muster.shadow.ShadowSettings;
import io.muster.shadow.document.Refusal;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.ShadowMessages;
import io.muster.shadow.document.ShadowName;
import io.muster.shadow.json.JsonText;
import io.muster.shadow.publish.Deltas;
import io.muster.shadow.store.Origin;
import io.muster.shadow.store.ShadowKey;
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
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** AWS IoT's data plane: shadows over HTTP, as its SDKs call it. */
@Path("/things/{thing}/shadow")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AWS IoT data plane")
class DataPlaneResource {

    /** A caller should not wait longer; a change that is late may still be carried out. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Tenancy tenancy;
    private final AliasShadows shadows;
    private final Deltas deltas;
    private final Clock clock;
    private final UriInfo uri;
    private final boolean usersReport;

    DataPlaneResource(
            Tenancy tenancy,
            AliasShadows shadows,
            Deltas deltas,
            Clock clock,
            UriInfo uri,
            ShadowSettings settings) {
        this.tenancy = tenancy;
        this.shadows = shadows;
        this.deltas = deltas;
        this.clock = clock;
        this.uri = uri;
        this.usersReport = settings.alias().usersWriteReported();
    }

    @GET
    @RolesAllowed({
        Roles.VIEWER,
        Roles.OPERATOR,
        Roles.MAINTENANCE,
        Roles.RELEASE_MANAGER,
        Roles.RELEASE_APPROVER,
        Roles.TENANT_ADMIN
    })
    @Operation(
            operationId = "getThingShadow",
            summary = "Read a shadow as AWS IoT shows it",
            description = "Without a name the classic shadow, which is our default.")
    @APIResponse(responseCode = "200", description = "The document and its delta")
    @APIResponse(responseCode = "404", description = "There is no such shadow")
    public Uni<Response> get(@RestPath String thing, @RestQuery @Nullable String name) {
        return answer(thing, name, key -> shadows.get(key, Optional.empty()));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "updateThingShadow",
            summary = "Update a shadow as AWS IoT does",
            description =
                    "What is desired and what is reported are merged; a version, if there is one,"
                            + " must be the current one. Subscribers hear of it on AWS IoT's topics"
                            + " and on ours.")
    @APIResponse(responseCode = "200", description = "The request and its times")
    @APIResponse(responseCode = "409", description = "The version is not the current one")
    public Uni<Response> update(
            @RestPath String thing, @RestQuery @Nullable String name, byte[] body) {
        return answer(thing, name, key -> shadows.update(key, body, operator(), writable()));
    }

    @DELETE
    @RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "deleteThingShadow",
            summary = "Delete a shadow as AWS IoT does",
            description = "Its version goes on from where it was when the shadow is made again.")
    @APIResponse(responseCode = "200", description = "The version that the shadow had")
    @APIResponse(responseCode = "404", description = "There is no such shadow")
    public Uni<Response> delete(@RestPath String thing, @RestQuery @Nullable String name) {
        return answer(thing, name, key -> shadows.delete(key, operator(), Optional.empty()));
    }

    private Origin operator() {
        return new Origin.Operator(tenancy.subject());
    }

    private Set<SectionName> writable() {
        return usersReport
                ? Set.of(SectionName.DESIRED, SectionName.REPORTED)
                : Set.of(SectionName.DESIRED);
    }

    private interface Call {
        Uni<Answer> on(ShadowKey key);
    }

    private Uni<Response> answer(String thing, @Nullable String name, Call call) {
        var tenant = tenancy.current();
        var device = AliasNames.thing(thing);
        var shadow = shadow(name);
        if (device.isEmpty() || shadow.isEmpty()) {
            return Uni.createFrom().item(rejected(Answer.Rejected.of(Refusal.invalidRequest())));
        }
        var key = new ShadowKey(tenant, device.get(), shadow.get());
        return call.on(key)
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> Problems.unavailable("The database does not answer in time."))
                .map(answer -> response(key, answer));
    }

    /** A name that is empty is no name, rather than none. */
    private Optional<ShadowName> shadow(@Nullable String name) {
        boolean classic = name == null && !uri.getQueryParameters().containsKey("name");
        return classic
                ? Optional.of(AliasNames.CLASSIC)
                : Optional.ofNullable(name).flatMap(AliasNames::shadow);
    }

    private Response response(ShadowKey key, Answer answer) {
        return switch (answer) {
            case Answer.Shown(var document) ->
                    ok(ShadowMessages.current(document, clock.instant(), Optional.empty()));
            case Answer.Changed(var news) -> {
                deltas.changed(news);
                yield ok(
                        ShadowMessages.accepted(news.request(), news.after().version(), news.at()));
            }
            case Answer.Erased(var version, var at) -> {
                deltas.erased(key, version, at, Optional.empty());
                yield ok(AliasMessages.erased(version, at, Optional.empty()));
            }
            case Answer.Rejected rejected -> rejected(rejected);
        };
    }

    private Response rejected(Answer.Rejected rejected) {
        var refusal = rejected.refusal();
        var content = AliasMessages.rejected(refusal, clock.instant(), rejected.token());
        return Response.status(refusal.reason().status()).entity(JsonText.bytes(content)).build();
    }

    /** As bytes, because numbers are to be spelled as they came. */
    private static Response ok(ObjectNode content) {
        return Response.ok(JsonText.bytes(content)).build();
    }
}
