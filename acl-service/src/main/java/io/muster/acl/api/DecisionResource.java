// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.inquiry.Asker;
import io.muster.acl.inquiry.Inquiries;
import io.muster.acl.inquiry.Inquiry;
import io.muster.acl.inquiry.InquiryReader;
import io.muster.acl.inquiry.Simulation;
import io.muster.acl.inquiry.VerdictJson;
import io.muster.acl.json.Members;
import io.muster.platform.tenancy.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Decisions for enforcement points that speak no broker's dialect, and for administrators. */
@Path("/api/v1")
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({EnforcerMechanism.ENFORCER, Roles.SECURITY_ADMIN})
@Tag(name = "decisions")
public class DecisionResource {

    private final Inquiries inquiries;
    private final Askers askers;
    private final Clock clock;

    DecisionResource(Inquiries inquiries, Askers askers, Clock clock) {
        this.inquiries = inquiries;
        this.askers = askers;
        this.clock = clock;
    }

    /** A refusal is an answer like any other, with status 200. */
    @POST
    @Path("decide")
    @Operation(operationId = "decide", summary = "Decide one question")
    @RequestBody(content = @Content(schema = @Schema(ref = "Inquiry")), required = true)
    @APIResponse(
            responseCode = "200",
            description = "The decision, which may be a refusal",
            content = @Content(schema = @Schema(ref = "Decision")))
    public Uni<ObjectNode> decide(byte[] body) {
        var inquiry = Json.read(body, json -> InquiryReader.read(json, ""));
        return answer(askers.permit(inquiry), askers.current());
    }

    /** Each question is answered by itself; the order is kept. */
    @POST
    @Path("decide/batch")
    @Operation(operationId = "decideBatch", summary = "Decide up to 256 questions")
    @RequestBody(content = @Content(schema = @Schema(ref = "InquiryBatch")), required = true)
    @APIResponse(
            responseCode = "200",
            description = "A decision for each question, in their order",
            content = @Content(schema = @Schema(ref = "DecisionBatch")))
    public Uni<ObjectNode> decideBatch(byte[] body) {
        var asker = askers.current();
        var answers =
                Json.read(body, DecisionResource::batch).stream()
                        .map(inquiry -> answer(askers.permit(inquiry), asker))
                        .toList();
        return Uni.join().all(answers).andFailFast().map(DecisionResource::results);
    }

    /** The same decision, with each rule that had to do with it; nothing is left behind. */
    @POST
    @Path("explain")
    @Operation(operationId = "explain", summary = "Explain a decision")
    @RequestBody(content = @Content(schema = @Schema(ref = "Inquiry")), required = true)
    @APIResponse(
            responseCode = "200",
            description = "The decision and the rules that were considered",
            content = @Content(schema = @Schema(ref = "Explanation")))
    public Uni<ObjectNode> explain(byte[] body) {
        var inquiry = Json.read(body, json -> InquiryReader.read(json, ""));
        return inquiries
                .explain(askers.permit(inquiry), askers.current())
                .map(explained -> explained.json(clock.instant()));
    }

    private static List<Inquiry> batch(JsonNode json) {
        return Simulation.requests(Members.of(json, "", Set.of("requests")).get("requests"));
    }

    private static ObjectNode results(List<ObjectNode> answers) {
        var json = Json.object();
        json.putArray("results").addAll(answers);
        return json;
    }

    private Uni<ObjectNode> answer(Inquiry inquiry, Asker asker) {
        return inquiries
                .decide(inquiry, asker)
                .map(verdict -> VerdictJson.of(verdict, clock.instant()));
    }
}
