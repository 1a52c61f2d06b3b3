// SPDX-License-Identifier: Apache-2.0
package io.muster.platform;

import io.muster.platform.tenancy.Roles;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.resteasy.reactive.RestQuery;

/** A snapshot whose lines the test chooses. */
@Path("/api/v1/snapshot")
public class OwnerResource {

    static final AtomicReference<List<String>> LINES = new AtomicReference<>(List.of());

    @GET
    @RolesAllowed(Roles.SERVICE)
    @Produces("application/x-ndjson")
    public Multi<Buffer> snapshot(@RestQuery String part) {
        return Multi.createFrom()
                .iterable(LINES.get())
                .filter(line -> !"heads".equals(part) || !line.contains("device"))
                .map(Buffer::buffer);
    }
}
