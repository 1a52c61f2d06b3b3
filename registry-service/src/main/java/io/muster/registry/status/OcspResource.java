// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The OCSP responder (RFC 6960, RFC 5019), for everybody: what it says is signed. */
@Path("/ocsp/{issuer}")
@Produces(OcspResource.RESPONSE)
@Tag(name = "Certificate status")
@PermitAll
class OcspResource {

    static final String RESPONSE = "application/ocsp-response";
    private static final String REQUEST = "application/ocsp-request";

    private final OcspService service;
    private final Clock clock;

    OcspResource(OcspService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    @POST
    @Consumes(REQUEST)
    @Operation(
            operationId = "askForStatus",
            summary = "Ask whether certificates of an issuer are good",
            description = "OCSP in DER; what is refused is refused in OCSP too. Everybody may ask.")
    @APIResponse(responseCode = "200", description = "The answer")
    public Uni<RestResponse<byte[]>> post(@RestPath String issuer, byte[] request) {
        return service.answer(issuer, request)
                .map(answer -> ResponseBuilder.ok(answer.der().getBytes()).build());
    }

    @GET
    @Path("/{request: .+}")
    @Operation(
            operationId = "askForStatusByAddress",
            summary = "The same in a form that proxies can keep",
            description =
                    "The request in base64, percent-encoded or in the alphabet for addresses,"
                            + " padded or not. Everybody may ask.")
    @APIResponse(responseCode = "200", description = "The answer")
    public Uni<RestResponse<byte[]>> get(
            @RestPath String issuer, @RestPath String request, @Context HttpServerRequest http) {
        // The path as it came: two slashes of base64 in a row are one in a path that was tidied up.
        var question = OcspAddress.decode(http.path(), issuer);
        return service.answer(issuer, question).map(this::cacheable);
    }

    private RestResponse<byte[]> cacheable(OcspAnswer answer) {
        var response = ResponseBuilder.ok(answer.der().getBytes());
        if (answer.signed()) {
            var left = Duration.between(clock.instant(), answer.nextUpdate());
            response.header("Cache-Control", "max-age=" + Math.max(0, left.toSeconds() / 2))
                    .header("Last-Modified", date(answer.thisUpdate()))
                    .header("Expires", date(answer.nextUpdate()));
        }
        return response.build();
    }

    private static String date(Instant moment) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC));
    }
}
