// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.acl.store.PolicyVersion;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
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

/** The policies in force in the caller's tenant. */
@Path("/api/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "policies")
public class PolicyResource {

    private final PolicyOrigin origin;
    private final PolicyReads reads;
    private final PolicyWrites writes;
    private final Drafts drafts;
    private final Rehearsals rehearsals;
    private final Tenancy tenancy;

    PolicyResource(
            PolicyOrigin origin,
            PolicyReads reads,
            PolicyWrites writes,
            Drafts drafts,
            Rehearsals rehearsals,
            Tenancy tenancy) {
        this.origin = origin;
        this.reads = reads;
        this.writes = writes;
        this.drafts = drafts;
        this.rehearsals = rehearsals;
        this.tenancy = tenancy;
    }

    /** Lists the policies in force, by id. */
    @GET
    @RolesAllowed({Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN, Roles.VIEWER})
    @Operation(operationId = "listPolicies", summary = "List the policies in force, by id")
    public Uni<Page<PolicyView>> list(
            @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
        origin.requireDatabase();
        return reads.list(tenancy.current(), PageRequest.of(limit, cursor));
    }

    /** Shows a document, to the byte as it was put in force. */
    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN, Roles.VIEWER})
    @Operation(operationId = "getPolicy", summary = "Read a policy as it was written")
    @APIResponse(
            responseCode = "200",
            description = "The document; its version is the ETag",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "404", description = "No such policy")
    public Uni<RestResponse<String>> get(@RestPath String id) {
        origin.requireDatabase();
        return reads.get(tenancy.current(), id).map(PolicyResource::document);
    }

    static RestResponse<String> document(PolicyVersion version) {
        return RestResponse.ResponseBuilder.ok(version.document())
                .header(HttpHeaders.ETAG, tag(version.facts().version()))
                .build();
    }

    /** Puts a document in force. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "putPolicy",
            summary = "Put a policy in force",
            description =
                    "In force on every replica within a second, or not at all. The same document"
                            + " again makes no new version. With dryRun nothing is stored: the"
                            + " answer tells what would change, and which of the latest decisions"
                            + " would have been others.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = ChangeView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Replaced, the same as before, or a dry run",
            content = @Content(schema = @Schema(implementation = ChangeView.class)))
    @APIResponse(responseCode = "409", description = "Policies come from files here")
    @APIResponse(responseCode = "412", description = "The policy is at another version")
    @APIResponse(
            responseCode = "422",
            description = "The document is no policy; errors lists where and why")
    @APIResponse(responseCode = "428", description = "The policy exists: If-Match is required")
    public Uni<RestResponse<ChangeView>> put(
            @RestPath String id,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestHeader("If-None-Match") @Nullable String ifNoneMatch,
            @RestQuery boolean dryRun,
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
                    byte[] body) {
        origin.requireDatabase();
        var who = Administrator.of(tenancy);
        var required = Precondition.of(ifMatch, ifNoneMatch);
        var draft = drafts.read(who.tenant(), id, body);
        return dryRun
                ? draft.chain(it -> rehearse(who, it, required))
                : draft.chain(it -> writes.put(who, it, required)).map(PolicyResource::answer);
    }

    private Uni<RestResponse<ChangeView>> rehearse(
            Administrator who, Draft draft, Precondition required) {
        return writes.rehearse(who, draft, required)
                .chain(change ->
                        rehearsals
                                .of(who.tenant(), draft)
                                .map(decisions -> ChangeView.rehearsed(change, decisions)))
                .map(view -> tagged(RestResponse.Status.OK, view));
    }

    private static RestResponse<ChangeView> answer(Change change) {
        return tagged(
                change.outcome() == Outcome.CREATED
                        ? RestResponse.Status.CREATED
                        : RestResponse.Status.OK,
                ChangeView.of(change));
    }

    static RestResponse<ChangeView> restored(Change change) {
        return tagged(RestResponse.Status.OK, ChangeView.of(change));
    }

    private static RestResponse<ChangeView> tagged(RestResponse.Status status, ChangeView view) {
        return RestResponse.ResponseBuilder.create(status, view)
                .header(HttpHeaders.ETAG, tag(view.version()))
                .build();
    }

    private static String tag(long version) {
        return "\"" + version + "\"";
    }

    /** Takes a policy out of force. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed({Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "deletePolicy",
            summary = "Take a policy out of force",
            description = "Its versions stay; a rollback brings it back.")
    @APIResponse(responseCode = "204", description = "In force no more")
    @APIResponse(responseCode = "404", description = "No such policy")
    @APIResponse(responseCode = "412", description = "The policy is at another version")
    public Uni<Void> delete(@RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch) {
        origin.requireDatabase();
        return writes.delete(Administrator.of(tenancy), id, Precondition.of(ifMatch, null));
    }
}
