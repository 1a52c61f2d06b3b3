// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.api.Caller;
import io.muster.registry.api.PageResponse;
import io.muster.registry.enrollment.ClaimTokenRequests.TokenRequest;
import io.muster.registry.enrollment.ClaimTokens.Minted;
import io.muster.registry.enrollment.store.ClaimTokenList;
import io.muster.registry.enrollment.store.ClaimTokenList.Listed;
import io.muster.registry.enrollment.store.ClaimTokenList.Place;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Claim tokens: one-time secrets with which a device enrolls. */
@Path("/api/v1/enrollment-profiles/{profile}/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrollment")
class ClaimTokenResource {

    private static final int CREATED = 201;

    private final Caller caller;
    private final ClaimTokenRequests requests;
    private final ClaimTokenList tokens;
    private final Cursors cursors;

    ClaimTokenResource(
            Caller caller, ClaimTokenRequests requests, ClaimTokenList tokens, Cursors cursors) {
        this.caller = caller;
        this.requests = requests;
        this.tokens = tokens;
        this.cursors = cursors;
    }

    /** Which device is to get a token. */
    record CreateTokensRequest(@Schema(required = true) @Nullable String deviceId) {}

    /** The new tokens. */
    record CreatedTokens(List<CreatedToken> tokens) {}

    /** A token with its secret. */
    record CreatedToken(
            UUID id,
            String deviceId,
            @Schema(description = "The password of EST's simpleenroll. It is not shown again.")
                    String secret,
            Instant expiresAt) {

        private static CreatedToken of(Minted minted) {
            var token = minted.token();
            return new CreatedToken(
                    token.id(),
                    token.identity().device().value(),
                    minted.secret(),
                    token.expiresAt());
        }

        @Override
        public String toString() {
            return "CreatedToken[id=" + id + "]";
        }
    }

    /** A token without its secret. */
    @Schema(name = "ClaimToken")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TokenView(
            UUID id,
            String deviceId,
            Instant createdAt,
            Instant expiresAt,
            @Schema(description = "When it was used; absent while it may be.")
                    @Nullable Instant usedAt) {

        private static TokenView of(Listed token) {
            return new TokenView(
                    token.id(),
                    token.deviceId(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.usedAt().orElse(null));
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(CREATED)
    @RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "createClaimTokens",
            summary = "Make a claim token for a device",
            description =
                    "The secret is shown once and good for one certificate within 24 hours: user is"
                            + " the device's id, password the secret. Roles: operator, tenant-admin.")
    @APIResponse(responseCode = "201", description = "The token and its secret")
    @APIResponse(responseCode = "404", description = "There is no such device or profile")
    @APIResponse(
            responseCode = "409",
            description = "The device may not enroll, or the secret was shown already")
    public Uni<CreatedTokens> create(
            @RestPath String profile,
            @RestHeader("Idempotency-Key") @Nullable String key,
            CreateTokensRequest request) {
        var identity = new DeviceIdentity(caller.tenant(), deviceId(request));
        var order = new TokenRequest(identity, profile(profile), caller.subject());
        return requests.create(order, Optional.ofNullable(key))
                .map(minted -> new CreatedTokens(List.of(CreatedToken.of(minted))));
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "listClaimTokens",
            summary = "List claim tokens",
            description = "Newest first, used and expired ones included; never their secrets.")
    @APIResponse(responseCode = "200", description = "A page of tokens")
    @APIResponse(responseCode = "404", description = "There is no such profile")
    public Uni<RestResponse<Page<TokenView>>> list(
            @RestPath String profile,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor,
            UriInfo uri) {
        var tenant = caller.tenant();
        var name = profile(profile).name();
        var query = "claim tokens of " + name;
        var page = PageRequest.of(limit, cursor);
        var after = cursors.open(tenant, query, page).map(ClaimTokenResource::place);
        return tokens.list(tenant, name, after.orElse(Place.START), page.fetch())
                .map(found -> found.stream().map(TokenView::of).toList())
                .map(views -> cursors.page(tenant, query, page, views, ClaimTokenResource::cursor))
                .map(listed -> PageResponse.of(listed, uri));
    }

    private static DeviceId deviceId(@Nullable CreateTokensRequest request) {
        return Optional.ofNullable(request)
                .map(CreateTokensRequest::deviceId)
                .flatMap(DeviceId::parse)
                .orElseThrow(() -> Problems.invalid("deviceId is not a device id."));
    }

    private static EnrollmentProfile profile(String name) {
        return EnrollmentProfile.find(name)
                .orElseThrow(() -> Problems.notFound("There is no such enrollment profile."));
    }

    private static Place place(Cursor cursor) {
        var position = cursor.position();
        return new Place(Instant.parse(position.getFirst()), UUID.fromString(position.getLast()));
    }

    private static Cursor cursor(TokenView token) {
        return Cursor.at(token.createdAt().toString(), token.id().toString());
    }
}
