// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device.store;

import io.muster.platform.query.Filter;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.GroupPath;
import io.muster.registry.membership.DeviceFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which devices are looked for.
 *
 * @param group only those that are in it, or in a group below; null for all
 * @param filter in RSQL; null for all
 * @param deleted whether deleted ones are meant, or the others
 */
public record DeviceSearch(
        TenantId tenant,
        @Nullable GroupPath group,
        @Nullable String filter,
        boolean deleted,
        Instant now) {

    /** Looks for devices in whatever groups. */
    public DeviceSearch(TenantId tenant, @Nullable String filter, boolean deleted, Instant now) {
        this(tenant, null, filter, deleted, now);
    }

    /** A condition and its values: tenant, deleted, place, and what the filter compares with. */
    record Clause(String sql, List<Object> values) {

        List<Object> with(Object more) {
            var all = new ArrayList<>(values);
            all.add(more);
            return all;
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
        if (group != null) {
            add("group==" + group, sql, values);
        }
        add(filter, sql, values);
        return new Clause(sql.toString(), values);
    }

    private void add(@Nullable String text, StringBuilder sql, List<Object> values) {
        var wanted = Filter.parse(text, DeviceFields.OF_LISTS, now, values.size() + 1);
        values.addAll(wanted.values());
        sql.append(" AND ").append(wanted.sql());
    }
}
