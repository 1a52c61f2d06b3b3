// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.platform.api.PageResponse;
import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.api.Caller;
import io.muster.registry.enrollment.ClaimTokens.Minted;
import io.muster.registry.enrollment.profile.IdPattern;
import io.muster.registry.enrollment.store.ClaimTokenList;
import io.muster.registry.enrollment.store.ClaimTokenList.Listed;
import io.muster.registry.enrollment.store.NewestFirst;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
    private final CallersProfiles profiles;
    private final ClaimTokenRequests requests;
    private final ClaimTokens tokens;
    private final ClaimTokenList list;
    private final Cursors cursors;
    private final EnrollmentConfig config;

    ClaimTokenResource(
            Caller caller,
            CallersProfiles profiles,
            ClaimTokenRequests requests,
            ClaimTokens tokens,
            ClaimTokenList list,
            Cursors cursors,
            EnrollmentConfig config) {
        this.caller = caller;
        this.profiles = profiles;
        this.requests = requests;
        this.tokens = tokens;
        this.list = list;
        this.cursors = cursors;
        this.config = config;
    }

    /** The new tokens. */
    record CreatedTokens(List<CreatedToken> tokens) {}

    /** A token with its secret. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CreatedToken(
            UUID id,
            @Nullable String deviceId,
            @Nullable String pattern,
            @Schema(description = "The password of EST's simpleenroll. It is not shown again.")
                    String secret,
            Instant expiresAt) {

        private static CreatedToken of(Minted minted) {
            var token = minted.token();
            return new CreatedToken(
                    token.id(),
                    token.scope().device().map(DeviceId::value).orElse(null),
                    token.scope().pattern().map(IdPattern::text).orElse(null),
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
            @Schema(description = "The one device it is for.") @Nullable String deviceId,
            @Schema(description = "The ids of the devices it is for.") @Nullable String pattern,
            int maxUses,
            int uses,
            Instant createdAt,
            Instant expiresAt,
            @Schema(description = "When it was used last.") @Nullable Instant usedAt,
            @Schema(description = "When it was taken back.") @Nullable Instant revokedAt,
            @Schema(description = "Whether too many wrong secrets for its device closed it.")
                    boolean locked) {

        private static TokenView of(Listed token) {
            return new TokenView(
                    token.id(),
                    token.deviceId().orElse(null),
                    token.pattern().orElse(null),
                    token.maxUses(),
                    token.uses(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.usedAt().orElse(null),
                    token.revokedAt().orElse(null),
                    token.locked());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(CREATED)
    @RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "createClaimTokens",
            summary = "Make claim tokens for a device or for the devices of a pattern",
            description =
                    "The secrets are shown once. A device sends its id as the user and the secret as"
                            + " the password. Unless said otherwise a token is good for one"
                            + " certificate within 24 hours. Roles: operator, tenant-admin.")
    @APIResponse(responseCode = "201", description = "The tokens and their secrets")
    @APIResponse(responseCode = "400", description = "The order makes no sense")
    @APIResponse(responseCode = "404", description = "There is no such device or profile")
    @APIResponse(
            responseCode = "409",
            description = "The device may not enroll, or the secret was shown already")
    public Uni<CreatedTokens> create(
            @RestPath String profile,
            @RestHeader("Idempotency-Key") @Nullable String key,
            @Nullable TokenOrder body) {
        var order =
                Optional.ofNullable(body)
                        .orElseThrow(() -> Problems.invalid("Say for which devices."));
        var actor = caller.subject();
        return profiles.get(profile)
                .map(found -> order.read(found, config.tokenLifetime(), actor))
                .chain(read -> requests.create(read, Optional.ofNullable(key)))
                .map(minted -> minted.stream().map(CreatedToken::of).toList())
                .map(CreatedTokens::new);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "revokeClaimToken",
            summary = "Take a claim token back",
            description =
                    "It is good for nothing from now on; certificates that were got with it stay."
                            + " Roles: operator, security-admin, tenant-admin.")
    @APIResponse(responseCode = "204", description = "Taken back, or was already")
    @APIResponse(responseCode = "404", description = "There is no such token")
    public Uni<Void> revoke(@RestPath String profile, @RestPath UUID id) {
        return tokens.revoke(profiles.path(profile), id, caller.subject());
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
        var name = profiles.path(profile).label().value();
        var query = "claim tokens of " + name;
        var page = PageRequest.of(limit, cursor);
        var after = cursors.open(tenant, query, page).map(NewestFirst::of);
        return profiles.get(profile)
                .chain(_ -> list.list(tenant, name, after.orElse(NewestFirst.START), page.fetch()))
                .map(found -> found.stream().map(TokenView::of).toList())
                .map(views -> cursors.page(tenant, query, page, views, ClaimTokenResource::cursor))
                .map(listed -> PageResponse.of(listed, uri));
    }

    private static Cursor cursor(TokenView token) {
        return new NewestFirst(token.createdAt(), token.id()).cursor();
    }
}
