// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.registry.ca.Authorities;
import io.muster.registry.ca.Generation;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.status.store.CrlStore.Lists;
import io.muster.registry.status.store.ListId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Revocation lists and authorities' certificates, for everybody: what is given out is signed. */
@Path("/pki/{issuer}")
@Tag(name = "Certificate status")
@PermitAll
class CrlResource {

    private static final String CRL = "application/pkix-crl";
    private static final String CERTIFICATE = "application/pkix-cert";
    private static final String CACHE_CONTROL = "Cache-Control";

    /** A proxy must not keep a list for long: a new one may be made in seconds. */
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    private final Authorities authorities;
    private final CrlFiles files;
    private final Clock clock;

    CrlResource(Authorities authorities, CrlFiles files, Clock clock) {
        this.authorities = authorities;
        this.files = files;
        this.clock = clock;
    }

    @GET
    @Path("/crl/{shard: [0-9]{1,5}}.crl")
    @Produces(CRL)
    @Operation(
            operationId = "getRevocationList",
            summary = "Get a revocation list of an issuer",
            description = "The complete list with this number, from 0; DER. Everybody may ask.")
    @APIResponse(responseCode = "200", description = "The list")
    @APIResponse(responseCode = "304", description = "The list is the one that is known")
    @APIResponse(responseCode = "404", description = "There is no such list")
    public Uni<RestResponse<byte[]>> complete(
            @RestPath String issuer,
            @RestPath int shard,
            @RestHeader("If-None-Match") @Nullable String known) {
        return list(issuer, shard).map(lists -> answer(lists, lists.complete().getBytes(), known));
    }

    @GET
    @Path("/crl.crl")
    @Produces(CRL)
    @Operation(
            operationId = "getOnlyRevocationList",
            summary = "Get the revocation list of an issuer that has one only")
    @APIResponse(responseCode = "200", description = "The list")
    @APIResponse(responseCode = "304", description = "The list is the one that is known")
    @APIResponse(responseCode = "404", description = "The issuer has more lists than one, or none")
    public Uni<RestResponse<byte[]>> only(
            @RestPath String issuer, @RestHeader("If-None-Match") @Nullable String known) {
        if (generation(issuer).issuer().shards() != 1) {
            throw unknown();
        }
        return complete(issuer, 0, known);
    }

    @GET
    @Path("/crl/{shard: [0-9]{1,5}}-delta.crl")
    @Produces(CRL)
    @Operation(
            operationId = "getDeltaRevocationList",
            summary = "Get what changed since an earlier revocation list",
            description =
                    "For who has a complete list with the number in the delta list indicator or a"
                            + " later one; DER. Everybody may ask.")
    @APIResponse(responseCode = "200", description = "The delta list")
    @APIResponse(responseCode = "304", description = "The list is the one that is known")
    @APIResponse(responseCode = "404", description = "There is no such list")
    public Uni<RestResponse<byte[]>> delta(
            @RestPath String issuer,
            @RestPath int shard,
            @RestHeader("If-None-Match") @Nullable String known) {
        return list(issuer, shard).map(lists -> answer(lists, lists.delta().getBytes(), known));
    }

    @GET
    @Path("/ca.crt")
    @Produces(CERTIFICATE)
    @Operation(
            operationId = "getIssuerCertificate",
            summary = "Get the certificate of an issuer",
            description = "DER. Everybody may ask.")
    @APIResponse(responseCode = "200", description = "The certificate")
    @APIResponse(responseCode = "404", description = "There is no such issuer")
    public RestResponse<byte[]> certificate(@RestPath String issuer) {
        return ResponseBuilder.ok(generation(issuer).issuer().certificate().bytes())
                .header(CACHE_CONTROL, "max-age=86400")
                .build();
    }

    private Uni<Lists> list(String issuer, int shard) {
        var known = generation(issuer).issuer();
        return files.find(new ListId(known.tenant(), known.fingerprint(), shard))
                .map(found -> found.orElseThrow(CrlResource::unknown));
    }

    private Generation generation(String issuer) {
        return Fingerprint.parse(issuer)
                .flatMap(authorities::ours)
                .orElseThrow(CrlResource::unknown);
    }

    private RestResponse<byte[]> answer(Lists lists, byte[] list, @Nullable String known) {
        var tag = "\"" + lists.head().number() + "\"";
        var response =
                tag.equals(known)
                        ? ResponseBuilder.<byte[]>create(RestResponse.Status.NOT_MODIFIED)
                        : ResponseBuilder.ok(list);
        return response.header("ETag", tag)
                .header(CACHE_CONTROL, "max-age=" + maxAge(lists).toSeconds())
                .build();
    }

    private Duration maxAge(Lists lists) {
        var left = Duration.between(clock.instant(), lists.head().nextUpdate());
        return left.isNegative() ? Duration.ZERO : left.compareTo(MAX_AGE) < 0 ? left : MAX_AGE;
    }

    private static ProblemException unknown() {
        return Problems.notFound("There is no such issuer or list.");
    }
}
