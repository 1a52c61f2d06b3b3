// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.api.JsonBodies;
import io.muster.registry.device.DeviceDraft;
import io.muster.registry.device.store.DeviceOrder;
import io.muster.registry.device.store.DeviceOverview;
import io.muster.registry.device.store.DeviceQueries;
import io.muster.registry.device.store.DeviceSearch;
import io.muster.registry.identity.Device;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Devices in batches, each read when the one before was sent: a reader who is slow holds neither a
 * connection nor memory. Devices that come or go meanwhile may be in it or not; all others are,
 * once.
 */
@ApplicationScoped
class DeviceLines {

    private static final int BATCH = 500;

    private final DeviceQueries queries;
    private final JsonBodies json;

    DeviceLines(DeviceQueries queries, JsonBodies json) {
        this.queries = queries;
        this.json = json;
    }

    /** The devices that are looked for in the order of their ids, as batches of JSON objects. */
    Multi<List<ObjectNode>> read(DeviceSearch search) {
        return batches(search)
                .select()
                .where(found -> !found.isEmpty())
                .map(found -> found.stream().map(overview -> line(overview.device())).toList());
    }

    /** How far an export is. */
    private static final class Progress {

        private List<String> place = List.of();

        void passed(List<DeviceOverview> found) {
            if (!found.isEmpty()) {
                place = DeviceOrder.BY_ID.place(found.getLast().device());
            }
        }
    }

    private Multi<List<DeviceOverview>> batches(DeviceSearch search) {
        return Multi.createBy()
                .repeating()
                .uni(
                        Progress::new,
                        progress ->
                                queries.list(search, DeviceOrder.BY_ID, progress.place, BATCH)
                                        .invoke(progress::passed))
                .whilst(found -> found.size() == BATCH);
    }

    /** What POST takes; what only time can tell, such as state and version, is left out. */
    private ObjectNode line(Device device) {
        var line = json.tree(DeviceDraft.of(device.description()));
        return line.put("id", device.identity().device().value());
    }
}
