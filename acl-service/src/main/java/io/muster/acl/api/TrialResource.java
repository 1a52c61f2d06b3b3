// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.inquiry.Asker.Administrator;
import io.muster.acl.inquiry.Compared;
import io.muster.acl.inquiry.ReplayRequest;
import io.muster.acl.inquiry.Simulation;
import io.muster.acl.inquiry.Trials;
import io.muster.acl.trail.Replay;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What would change if policies changed? Nothing does. */
@Path("/api/v1")
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
@Tag(name = "policies")
public class TrialResource {

    private static final int MAX_SHOWN = 100;

    private final Trials trials;
    private final Tenancy tenancy;

    TrialResource(Trials trials, Tenancy tenancy) {
        this.trials = trials;
        this.tenancy = tenancy;
    }

    /** Each question is decided by the policies in force and by those of the trial. */
    @POST
    @Path("simulate")
    @Blocking
    @Operation(operationId = "simulate", summary = "Decide questions with and without a change")
    @RequestBody(content = @Content(schema = @Schema(ref = "Simulation")), required = true)
    @APIResponse(
            responseCode = "200",
            description = "Both decisions on each question, in their order",
            content = @Content(schema = @Schema(ref = "SimulationResult")))
    public Uni<ObjectNode> simulate(byte[] body) {
        var asker = new Administrator(tenancy.current());
        return Json.read(body, json -> trials.simulate(Simulation.read(json), asker))
                .map(TrialResource::results);
    }

    private static ObjectNode results(List<Compared> compared) {
        var json = Json.object();
        var results = json.putArray("results");
        compared.forEach(each -> results.add(each.json()));
        return json.put("changed", compared.stream().filter(Compared::differs).count());
    }

    /** Decisions that this replica made of late, decided again as of then. */
    @POST
    @Path("replay")
    @Blocking
    @Operation(operationId = "replay", summary = "Decide the latest decisions again")
    @RequestBody(content = @Content(schema = @Schema(ref = "Replay")), required = true)
    @APIResponse(
            responseCode = "200",
            description = "How many were decided again, and those that would have been others",
            content = @Content(schema = @Schema(ref = "ReplayResult")))
    public ObjectNode replay(byte[] body) {
        var tenant = tenancy.current();
        return answer(
                Json.read(
                        body,
                        json -> {
                            var request = ReplayRequest.read(json);
                            return trials.replay(request.trial(), tenant, request.limit());
                        }));
    }

    private static ObjectNode answer(Replay replay) {
        var json = Json.object().put("replayed", replay.replayed());
        json.put("changed", replay.changed().size());
        var changes = json.putArray("changes");
        replay.changed().stream().limit(MAX_SHOWN).forEach(change -> changes.add(shown(change)));
        return json;
    }

    private static ObjectNode shown(Replay.Change change) {
        var decided = change.decided();
        var json = new Compared(change.current(), change.candidate()).json();
        json.put("at", decided.at().toString()).put("client_id", decided.clientId());
        var ask = decided.ask();
        return json.put("action", decided.action().wireName())
                .put("topic", ask == null ? null : ask.target());
    }
}
