// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device.store;

import io.muster.platform.query.Fields;
import io.muster.platform.query.Filter;
import io.muster.platform.topic.TenantId;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which devices are looked for.
 *
 * @param filter in RSQL; null for all
 * @param deleted whether deleted ones are meant, or the others
 */
public record DeviceSearch(TenantId tenant, @Nullable String filter, boolean deleted, Instant now) {

    private static final Fields FIELDS =
            Fields.builder()
                    .text("id", "d.id")
                    .text("uid", "d.uid::text")
                    .text("state", "d.state")
                    .text("type", "d.type")
                    .text("displayName", "d.display_name")
                    .texts("tags", "d.tags")
                    .json("attributes", "d.attributes")
                    .json("externalIds", "d.external_ids")
                    .number("version", "d.version")
                    .time("createdAt", "d.created_at")
                    .time("updatedAt", "d.updated_at")
                    .flag("presence.connected", "p.connected")
                    .text("presence.firmware", "p.firmware")
                    .time("lastSeenAt", "p.last_seen_at")
                    .time("cert.notAfter", "c.expires_at")
                    .build();

    /** A condition and its values: tenant, deleted, place, and what the filter compares with. */
    record Clause(String sql, List<Object> values) {

        Tuple with(Object more) {
            var all = new ArrayList<>(values);
            all.add(more);
            return Tuple.from(all);
        }

        /** The placeholder of the one value that comes behind. */
        String next() {
            return "$" + (values.size() + 1);
        }
    }

    /** The condition for a page; a 400 problem when the filter can't be used. */
    Clause after(DeviceOrder order, List<String> place) {
        var values = new ArrayList<Object>(List.of(tenant.value(), deleted));
        var sql = new StringBuilder("d.tenant_id = $1 AND (d.deleted_at IS NOT NULL) = $2");
        if (!place.isEmpty()) {
            sql.append(" AND ").append(order.after(values.size() + 1));
            values.addAll(order.values(place));
        }
        var wanted = Filter.parse(filter, FIELDS, now, values.size() + 1);
        values.addAll(wanted.values());
        return new Clause(sql.append(" AND ").append(wanted.sql()).toString(), values);
    }
}
