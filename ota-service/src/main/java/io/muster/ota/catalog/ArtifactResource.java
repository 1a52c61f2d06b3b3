// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.catalog;

import io.muster.ota.artifact.Artifact;
import io.muster.ota.artifact.ContentDigest;
import io.muster.ota.artifact.Sha256;
import io.muster.ota.http.Caller;
import io.muster.ota.store.ArtifactRecords;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Artifacts: bytes named by their digest. */
@Path("/api/v1/artifacts")
@Tag(name = "artifacts")
public class ArtifactResource {

    private static final String LIST = "/api/v1/artifacts";

    private final Uploads uploads;
    private final ArtifactRecords artifacts;
    private final Cursors cursors;
    private final Tenancy tenancy;

    ArtifactResource(Uploads uploads, ArtifactRecords artifacts, Cursors cursors, Tenancy tenancy) {
        this.uploads = uploads;
        this.artifacts = artifacts;
        this.cursors = cursors;
        this.tenancy = tenancy;
    }

    /**
     * Streams an artifact to the store. The request has no body parameter on purpose: with one the
     * framework would read the body before us.
     */
    @POST
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed(Roles.RELEASE_MANAGER)
    @Operation(
            operationId = "uploadArtifact",
            summary = "Upload an artifact",
            description =
                    "The same content again answers 200 with the artifact that is there already.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @Parameter(
            name = "Content-Digest",
            in = ParameterIn.HEADER,
            description = "RFC 9530; Digest (RFC 3230) is read too. Verified.",
            schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "201",
            description = "Stored",
            content = @Content(schema = @Schema(implementation = ArtifactView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Was there already",
            content = @Content(schema = @Schema(implementation = ArtifactView.class)))
    @APIResponse(responseCode = "413", description = "Larger than allowed")
    @APIResponse(responseCode = "422", description = "Not what was announced")
    public Uni<RestResponse<ArtifactView>> upload(
            @Context HttpServerRequest request, @RestQuery @Nullable String sha256) {
        request.pause();
        uploads.checkSize(announcedSize(request));
        return uploads.receive(Caller.of(tenancy), request, announcedDigest(request, sha256))
                .map(ArtifactResource::response);
    }

    private static long announcedSize(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    /** What the client announces and we can't read is not ignored: it wanted a check. */
    private static Optional<Sha256> announcedDigest(
            HttpServerRequest request, @Nullable String query) {
        if (query != null) {
            return Optional.of(required(query, Sha256::parse));
        }
        var header =
                Optional.ofNullable(request.getHeader("Content-Digest"))
                        .or(() -> Optional.ofNullable(request.getHeader("Digest")));
        return header.map(text -> required(text, ContentDigest::parse));
    }

    private static Sha256 required(String text, Function<String, Optional<Sha256>> parser) {
        return parser.apply(text)
                .orElseThrow(() -> Problems.invalid("The announced digest is not a SHA-256."));
    }

    private static RestResponse<ArtifactView> response(Uploads.Upload upload) {
        var view = ArtifactView.of(upload.artifact());
        var status = upload.added() ? RestResponse.Status.CREATED : RestResponse.Status.OK;
        return RestResponse.ResponseBuilder.create(status, view)
                .header("Location", LIST + "/" + view.sha256())
                .build();
    }

    /** Lists artifacts by digest. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.RELEASE_MANAGER, Roles.RELEASE_APPROVER})
    @Operation(operationId = "listArtifacts", summary = "List artifacts")
    public Uni<Page<ArtifactView>> list(
            @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
        var tenant = tenancy.current();
        var page = PageRequest.of(limit, cursor);
        return artifacts
                .list(tenant, cursors.open(tenant, LIST, page), page.fetch())
                .map(found -> cursors.page(tenant, LIST, page, found, ArtifactRecords::cursor))
                .map(found -> view(found));
    }

    private static Page<ArtifactView> view(Page<Artifact> page) {
        return new Page<>(page.items().stream().map(ArtifactView::of).toList(), page.nextCursor());
    }

    /** Shows one artifact. */
    @GET
    @Path("/{sha256}")
    @RolesAllowed({Roles.VIEWER, Roles.RELEASE_MANAGER, Roles.RELEASE_APPROVER})
    @Operation(operationId = "getArtifact", summary = "Show an artifact")
    @APIResponse(responseCode = "404", description = "No such artifact")
    public Uni<ArtifactView> get(@RestPath String sha256) {
        var tenant = tenancy.current();
        return Sha256.parse(sha256)
                .map(digest -> artifacts.find(tenant, digest))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.orElseThrow(() -> Problems.notFound("No such artifact.")))
                .map(ArtifactView::of);
    }
}
