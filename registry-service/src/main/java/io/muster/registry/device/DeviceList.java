// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device;

import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.registry.device.store.DeviceOrder;
import io.muster.registry.device.store.DeviceOverview;
import io.muster.registry.device.store.DeviceQueries;
import io.muster.registry.device.store.DeviceSearch;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Devices as operators look at them. */
@ApplicationScoped
class DeviceList {

    private final DeviceQueries queries;
    private final Cursors cursors;

    DeviceList(DeviceQueries queries, Cursors cursors) {
        this.queries = queries;
        this.cursors = cursors;
    }

    Uni<DeviceView> get(DeviceIdentity identity, boolean deleted) {
        return queries.find(identity, deleted).map(DeviceList::view);
    }

    /** A device as it is in a transaction of the caller. */
    Uni<DeviceView> get(SqlConnection connection, DeviceIdentity identity) {
        return queries.find(connection, identity, false).map(DeviceList::view);
    }

    private static DeviceView view(Optional<DeviceOverview> found) {
        return found.map(DeviceView::of)
                .orElseThrow(() -> Problems.notFound("There is no such device."));
    }

    /**
     * A page of the devices that are looked for; a cursor fits the same search in the same order.
     */
    Uni<Page<DeviceView>> list(DeviceSearch search, DeviceOrder order, PageRequest request) {
        var query = query(search, order);
        var after =
                cursors.open(search.tenant(), query, request)
                        .map(Cursor::position)
                        .orElse(List.of());
        return queries.list(search, order, after, request.fetch())
                .map(found -> page(search, order, request, found));
    }

    private Page<DeviceView> page(
            DeviceSearch search,
            DeviceOrder order,
            PageRequest request,
            List<DeviceOverview> found) {
        var page =
                cursors.page(
                        search.tenant(),
                        query(search, order),
                        request,
                        found,
                        last -> new Cursor(order.place(last.device())));
        return new Page<>(page.items().stream().map(DeviceView::of).toList(), page.nextCursor());
    }

    Uni<Long> count(DeviceSearch search) {
        return queries.count(search);
    }

    private static String query(DeviceSearch search, DeviceOrder order) {
        return "devices by %s, deleted %s, group %s: %s"
                .formatted(
                        order,
                        search.deleted(),
                        Objects.toString(search.group(), ""),
                        Objects.requireNonNullElse(search.filter(), ""));
    }
}
