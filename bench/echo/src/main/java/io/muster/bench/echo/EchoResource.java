// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.echo;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/**
 * The same as {@link Echo}, the way one would write a hook with Quarkus: a REST resource, with
 * Jackson on both sides.
 */
@Path("/echo")
@PermitAll
public class EchoResource {

    /** As long as a decision. */
    public record Echoed(String result) {}

    /** One member of what was asked. */
    @POST
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Echoed echo(Map<String, String> asked) {
        return new Echoed(asked.getOrDefault("action", "none"));
    }
}
