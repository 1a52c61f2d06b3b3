// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device;

import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.topic.TenantId;
import io.muster.registry.device.store.DeviceQueries;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Devices as operators look at them. */
@ApplicationScoped
class DeviceList {

    private static final String QUERY = "devices by id";

    /** Less than any id. */
    private static final String START = "";

    private final DeviceQueries queries;
    private final Cursors cursors;

    DeviceList(DeviceQueries queries, Cursors cursors) {
        this.queries = queries;
        this.cursors = cursors;
    }

    Uni<DeviceView> get(DeviceIdentity identity, boolean deleted) {
        return queries.find(identity, deleted)
                .map(found ->
                        found.map(DeviceView::of)
                                .orElseThrow(() -> Problems.notFound("There is no such device.")));
    }

    Uni<Page<DeviceView>> list(TenantId tenant, PageRequest request, boolean deleted) {
        var after =
                cursors.open(tenant, QUERY, request)
                        .map(cursor -> cursor.position().getFirst())
                        .orElse(START);
        return queries.list(tenant, after, request.fetch(), deleted)
                .map(found -> found.stream().map(DeviceView::of).toList())
                .map(views ->
                        cursors.page(tenant, QUERY, request, views, view -> Cursor.at(view.id())));
    }
}
