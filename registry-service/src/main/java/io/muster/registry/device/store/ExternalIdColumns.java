// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device.store;

import io.muster.platform.topic.TenantId;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** External ids as a statement takes many of them: a column each. */
final class ExternalIdColumns {

    private record Owned(ExternalId id, String device) {}

    private final List<Owned> ids;

    private ExternalIdColumns(List<Owned> ids) {
        this.ids = ids;
    }

    static ExternalIdColumns of(Collection<ExternalId> ids) {
        return new ExternalIdColumns(ids.stream().map(id -> new Owned(id, "")).toList());
    }

    static ExternalIdColumns of(List<DeviceWrite> writes) {
        return new ExternalIdColumns(
                writes.stream()
                        .flatMap(write ->
                                write.description().externalIds().entrySet().stream()
                                        .map(id ->
                                                new Owned(
                                                        new ExternalId(id.getKey(), id.getValue()),
                                                        write.device().value())))
                        .toList());
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    int size() {
        return ids.size();
    }

    /** Tenant, kinds and values. */
    Tuple tuple(TenantId tenant) {
        return Tuple.tuple()
                .addString(tenant.value())
                .addArrayOfString(column(owned -> owned.id().kind()))
                .addArrayOfString(column(owned -> owned.id().value()));
    }

    String[] devices() {
        return column(Owned::device);
    }

    private String[] column(Function<Owned, String> value) {
        return ids.stream().map(value).toArray(String[]::new);
    }
}
