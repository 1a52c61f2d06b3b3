// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.api.EntityTags;
import io.muster.platform.api.PageResponse;
import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.topic.TenantId;
import io.muster.registry.api.Caller;
import io.muster.registry.enrollment.Profiles.Change;
import io.muster.registry.enrollment.profile.EnrollmentProfile;
import io.muster.registry.enrollment.profile.ProfileDocument;
import io.muster.registry.enrollment.profile.ProfileLabel;
import io.muster.registry.enrollment.profile.ProfilePath;
import io.muster.registry.enrollment.profile.ProfileRules;
import io.muster.registry.enrollment.store.ProfileStore;
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
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Enrollment profiles: on which terms devices get certificates. */
@Path("/api/v1/enrollment-profiles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrollment")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
class ProfileResource {

    private static final String QUERY = "enrollment profiles by label";

    private final Caller caller;
    private final Profiles profiles;
    private final CallersProfiles named;
    private final ProfileStore store;
    private final Database database;
    private final Cursors cursors;

    ProfileResource(
            Caller caller,
            Profiles profiles,
            CallersProfiles named,
            ProfileStore store,
            Database database,
            Cursors cursors) {
        this.caller = caller;
        this.profiles = profiles;
        this.named = named;
        this.store = store;
        this.database = database;
        this.cursors = cursors;
    }

    @GET
    @Operation(
            operationId = "listEnrollmentProfiles",
            summary = "List enrollment profiles",
            description = "By label. The profile default is always there.")
    @APIResponse(responseCode = "200", description = "A page of profiles")
    public Uni<RestResponse<Page<ProfileView>>> list(
            @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor, UriInfo uri) {
        var tenant = caller.tenant();
        var page = PageRequest.of(limit, cursor);
        var after =
                cursors.open(tenant, QUERY, page)
                        .map(place -> place.position().getFirst())
                        .orElse("");
        return database.read(connection -> store.list(connection, tenant, after, page.fetch()))
                .map(found -> withDefault(tenant, after, page.fetch(), found))
                .map(found -> found.stream().map(ProfileView::of).toList())
                .map(views ->
                        cursors.page(tenant, QUERY, page, views, view -> Cursor.at(view.label())))
                .map(listed -> PageResponse.of(listed, uri));
    }

    /** The built-in profile has no row, yet a place in the order of labels. */
    private static List<EnrollmentProfile> withDefault(
            TenantId tenant, String after, int limit, List<EnrollmentProfile> found) {
        var builtIn = EnrollmentProfile.builtIn(tenant);
        int place = 0;
        while (place < found.size() && found.get(place).label().compareTo(builtIn.label()) < 0) {
            place++;
        }
        boolean there = place < found.size() && found.get(place).label().equals(builtIn.label());
        if (there || builtIn.label().compareTo(after) <= 0) {
            return found;
        }
        var all = new ArrayList<>(found);
        all.add(place, builtIn);
        return all.subList(0, Math.min(limit, all.size()));
    }

    @GET
    @Path("/{label}")
    @Operation(operationId = "getEnrollmentProfile", summary = "Get an enrollment profile")
    @APIResponse(responseCode = "200", description = "The profile")
    @APIResponse(responseCode = "404", description = "There is no such profile")
    public Uni<RestResponse<ProfileView>> get(@RestPath String label) {
        return profiles.find(named.path(label))
                .map(found -> tagged(RestResponse.Status.OK, found.orElseThrow(Profiles::unknown)));
    }

    @PUT
    @Path("/{label}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "putEnrollmentProfile",
            summary = "Add an enrollment profile or replace its rules",
            description =
                    "What the body leaves out is as in a new profile default. Holds for the next"
                            + " request of a device. Roles: security-admin, tenant-admin.")
    @APIResponse(responseCode = "200", description = "Replaced")
    @APIResponse(responseCode = "201", description = "Added")
    @APIResponse(responseCode = "400", description = "The label or a rule is not valid")
    @APIResponse(responseCode = "412", description = "The profile is at another version")
    public Uni<RestResponse<ProfileView>> put(
            @RestPath String label,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable ProfileDocument document) {
        var path =
                ProfileLabel.parse(label)
                        .map(good -> new ProfilePath(caller.tenant(), good))
                        .orElseThrow(() ->
                                Problems.invalid(
                                        "A label is 1 to 63 of a-z 0-9 - and no operation of EST."));
        return profiles.put(new Change(path, rules(document), ifMatch, caller.subject()))
                .map(written ->
                        tagged(
                                written.version() == 1
                                        ? RestResponse.Status.CREATED
                                        : RestResponse.Status.OK,
                                written));
    }

    private static ProfileRules rules(@Nullable ProfileDocument document) {
        return Optional.ofNullable(document)
                .orElseThrow(() -> Problems.invalid("The body is the profile's rules."))
                .rules();
    }

    @DELETE
    @Path("/{label}")
    @RolesAllowed({Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "deleteEnrollmentProfile",
            summary = "Remove an enrollment profile",
            description =
                    "Its devices keep their certificates and renew on the terms of a new profile"
                            + " default. Roles: security-admin, tenant-admin.")
    @APIResponse(responseCode = "204", description = "Removed")
    @APIResponse(responseCode = "404", description = "There is no such profile, or none changed")
    @APIResponse(responseCode = "412", description = "The profile is at another version")
    public Uni<Void> delete(
            @RestPath String label, @RestHeader("If-Match") @Nullable String ifMatch) {
        return profiles.delete(named.path(label), ifMatch, caller.subject());
    }

    private static RestResponse<ProfileView> tagged(
            RestResponse.Status status, EnrollmentProfile profile) {
        return RestResponse.ResponseBuilder.create(status, ProfileView.of(profile))
                .header(HttpHeaders.ETAG, EntityTags.of(profile.version()))
                .build();
    }
}
