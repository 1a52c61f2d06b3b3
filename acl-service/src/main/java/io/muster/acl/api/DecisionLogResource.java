// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import io.muster.acl.decision.Action;
import io.muster.acl.trail.Decided;
import io.muster.acl.trail.Trail;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Why was it denied: the latest decisions of this replica. */
@Path("/api/v1/decisions")
@RolesAllowed({Roles.SECURITY_ADMIN, Roles.AUDITOR, Roles.OPERATOR, Roles.MAINTENANCE})
@Tag(name = "decisions")
public class DecisionLogResource {

    private static final int MAX = 500;
    private static final int DEFAULT = 50;

    private final Trail trail;
    private final Tenancy tenancy;

    DecisionLogResource(Trail trail, Tenancy tenancy) {
        this.trail = trail;
        this.tenancy = tenancy;
    }

    /** Each refusal is kept for a while, and a sample of what was allowed. */
    @GET
    @Operation(
            operationId = "listDecisions",
            summary = "Find the latest decisions, newest first, and why they were made")
    public DecisionList list(
            @Parameter(description = "Only of this MQTT client") @RestQuery
                    @Nullable String clientId,
            @Parameter(description = "Only `allow`, or only `deny`") @RestQuery
                    @Nullable String decision,
            @Parameter(description = "Only of this action, such as `publish`") @RestQuery
                    @Nullable String action,
            @Parameter(description = "At most so many, 500 or fewer") @RestQuery
                    @Nullable Integer limit) {
        var tenant = tenancy.current();
        Predicate<Decided> own = decided -> tenant.equals(decided.tenant());
        return new DecisionList(
                trail
                        .latest(
                                own.and(ofClient(clientId)).and(decided(decision)).and(of(action)),
                                bounded(limit))
                        .stream()
                        .map(DecisionView::of)
                        .toList());
    }

    private static Predicate<Decided> ofClient(@Nullable String clientId) {
        return decided -> clientId == null || clientId.equals(decided.clientId());
    }

    private static Predicate<Decided> decided(@Nullable String decision) {
        return switch (decision) {
            case null -> _ -> true;
            case "allow" -> Decided::allowed;
            case "deny" -> decided -> !decided.allowed();
            default -> throw Problems.invalid("The query parameter decision is allow or deny.");
        };
    }

    private static Predicate<Decided> of(@Nullable String name) {
        if (name == null) {
            return _ -> true;
        }
        var action =
                Action.of(name)
                        .orElseThrow(
                                () -> Problems.invalid("The query parameter action is no action."));
        return decided -> decided.action() == action;
    }

    private static int bounded(@Nullable Integer limit) {
        if (limit == null) {
            return DEFAULT;
        }
        if (limit < 1 || limit > MAX) {
            throw Problems.invalid("The query parameter limit is from 1 to " + MAX + ".");
        }
        return limit;
    }
}
