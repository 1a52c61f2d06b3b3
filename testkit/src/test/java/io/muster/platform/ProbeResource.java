// SPDX-License-Identifier: Apache-2.0
package io.muster.platform;

import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/** What a service's resource looks like to the platform's edge. */
@Path("/api/v1/probe")
@Produces(MediaType.APPLICATION_JSON)
public class ProbeResource {

    /** A body with one rule. */
    public record Body(@Size(max = 3) String name, int n) {}

    @Inject Tenancy tenancy;
    @Inject Database database;

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<Map<String, String>> get() {
        return Uni.createFrom()
                .item(Map.of("tenant", tenancy.current().value(), "subject", tenancy.subject()));
    }

    @GET
    @Path("/tenant")
    @RolesAllowed(Roles.SERVICE)
    public String tenant() {
        return tenancy.current().value();
    }

    @GET
    @Path("/forgotten")
    public String forgotten() {
        return "secret";
    }

    @GET
    @Path("/broken")
    @RolesAllowed(Roles.VIEWER)
    public String broken() {
        throw new IllegalStateException("SELECT secret FROM safe");
    }

    @GET
    @Path("/conflict")
    @RolesAllowed(Roles.VIEWER)
    public Uni<String> conflict() {
        return Uni.createFrom()
                .failure(Problems.conflict("The device is retired.").with("state", "RETIRED"));
    }

    @GET
    @Path("/unavailable")
    @RolesAllowed(Roles.VIEWER)
    public Uni<String> unavailable() {
        return database.transaction(connection ->
                connection
                        .query(
                                "DO $$ BEGIN RAISE EXCEPTION 'secret' USING ERRCODE = '57P03'; END $$")
                        .execute()
                        .replaceWith("done"));
    }

    @GET
    @Path("/number")
    @RolesAllowed(Roles.VIEWER)
    public int number(@RestQuery int n) {
        return n;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    public Body post(@NotNull @Valid Body body) {
        return body;
    }
}
