// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.api.PageResponse;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.registry.device.store.DeviceOrder;
import io.muster.registry.device.store.DeviceSearch;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers requests for pages of devices, whatever path they were sent to. */
@ApplicationScoped
public class DevicePages {

    private static final Set<String> FIELDS =
            Set.of(
                    "id",
                    "uid",
                    "state",
                    "displayName",
                    "type",
                    "attributes",
                    "tags",
                    "externalIds",
                    "groups",
                    "version",
                    "createdAt",
                    "updatedAt",
                    "deletedAt",
                    "certificates",
                    "presence");

    private final DeviceList devices;
    private final JsonBodies json;

    DevicePages(DeviceList devices, JsonBodies json) {
        this.devices = devices;
        this.json = json;
    }

    /**
     * What a caller asks of a page, as it was written.
     *
     * @param fields the members to show; null for all
     * @param count whether to say how many there are on all pages
     */
    public record Wish(
            String sort,
            @Nullable String fields,
            @Nullable Integer limit,
            @Nullable String cursor,
            boolean count) {}

    /** A page of the devices that are looked for; a 400 problem where the wish makes no sense. */
    public Uni<Response> answer(DeviceSearch search, Wish wish, UriInfo uri) {
        var shown = fields(wish.fields());
        var request = PageRequest.of(wish.limit(), wish.cursor());
        return devices.list(search, order(wish.sort()), request)
                .map(page -> page(page, shown))
                .chain(page -> wish.count() ? counted(search, page) : Uni.createFrom().item(page))
                .map(page -> PageResponse.of(page, page.nextCursor(), uri));
    }

    private Uni<DevicePage> counted(DeviceSearch search, DevicePage page) {
        return devices.count(search).map(page::counted);
    }

    private static DeviceOrder order(String sort) {
        return DeviceOrder.parse(sort)
                .orElseThrow(() ->
                        Problems.invalid(
                                "sort is id, createdAt, updatedAt or displayName, perhaps with -"
                                        + " before it."));
    }

    /** The members to show; empty for all. */
    private static Set<String> fields(@Nullable String fields) {
        if (fields == null) {
            return Set.of();
        }
        var shown = new HashSet<>(Arrays.asList(fields.split(",", -1)));
        if (!FIELDS.containsAll(shown)) {
            throw unknownField();
        }
        shown.add("id");
        return shown;
    }

    private static ProblemException unknownField() {
        return Problems.invalid("fields are some of " + String.join(", ", FIELDS) + ".");
    }

    private DevicePage page(Page<DeviceView> page, Set<String> shown) {
        return new DevicePage(
                shown.isEmpty() ? page.items() : projected(page.items(), shown),
                page.nextCursor(),
                null,
                null);
    }

    private List<ObjectNode> projected(List<DeviceView> devices, Set<String> shown) {
        return devices.stream().map(json::tree).map(tree -> tree.retain(shown)).toList();
    }
}
