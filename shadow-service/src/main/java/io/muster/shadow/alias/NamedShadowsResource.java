// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.muster.shadow.json.Json;
import io.muster.shadow.json.JsonText;
import io.muster.shadow.store.ShadowCatalog;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which named shadows a thing has, as AWS IoT lists them. */
@Path("/api/things/shadow/ListNamedShadowsForThing/{thing}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AWS IoT data plane")
class NamedShadowsResource {

    private static final int USUAL = 25;
    private static final int MOST = 100;
    private static final String INVALID = "Invalid request";

    private final Tenancy tenancy;
    private final ShadowCatalog catalog;
    private final Clock clock;

    NamedShadowsResource(Tenancy tenancy, ShadowCatalog catalog, Clock clock) {
        this.tenancy = tenancy;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({
        Roles.VIEWER,
        Roles.OPERATOR,
        Roles.MAINTENANCE,
        Roles.RELEASE_MANAGER,
        Roles.RELEASE_APPROVER,
        Roles.TENANT_ADMIN
    })
    @Operation(
            operationId = "listNamedShadowsForThing",
            summary = "List the named shadows of a thing as AWS IoT does",
            description = "By name; the classic one is not among them. At most 100 a page.")
    @APIResponse(responseCode = "200", description = "Their names, and how to go on")
    public Uni<byte[]> list(
            @RestPath String thing,
            @RestQuery @Nullable String pageSize,
            @RestQuery @Nullable String nextToken) {
        var tenant = tenancy.current();
        var device = AliasNames.thing(thing).orElseThrow(() -> Problems.invalid(INVALID));
        int size = size(pageSize);
        // One more says whether there are more, and another may be the classic one.
        return catalog.list(tenant, device, after(nextToken), size + 2)
                .map(found ->
                        found.stream()
                                .map(ShadowCatalog.Entry::name)
                                .filter(name -> AliasNames.shadow(name).isPresent())
                                .toList())
                .map(names -> JsonText.bytes(page(names, size)));
    }

    private ObjectNode page(List<String> names, int size) {
        var page = Json.object();
        var results = page.putArray("results");
        names.stream().limit(size).forEach(results::add);
        if (names.size() > size) {
            page.put("nextToken", token(names.get(size - 1)));
        }
        return page.put("timestamp", clock.instant().getEpochSecond());
    }

    private static int size(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        try {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= MOST) {
                return size;
            }
        } catch (NumberFormatException noNumber) {
            throw Problems.invalid(INVALID);
        }
        throw Problems.invalid(INVALID);
    }

    /** Nothing to hide: whoever may list the names may begin at any of them. */
    private static String token(String name) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String after(@Nullable String token) {
        if (token == null) {
            return "";
        }
        try {
            var name = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return AliasNames.shadow(name).orElseThrow(() -> Problems.invalid(INVALID)).value();
        } catch (IllegalArgumentException malformed) {
            throw Problems.invalid(INVALID);
        }
    }
}
