// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceDescription;
import io.muster.registry.tenant.store.DeviceQuota;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Many devices with few statements. Their rows are locked in the order of their ids, and external
 * ids and quota come after them, as when one device is written.
 */
@ApplicationScoped
public class DeviceBatchStore {

    private static final String RETURNING = " RETURNING " + DeviceRows.COLUMNS;
    private static final String LOCK =
            "SELECT "
                    + DeviceRows.COLUMNS
                    + " FROM device d WHERE tenant_id = $1 AND lower(id) = ANY($2::text[])"
                    + " ORDER BY id FOR UPDATE";
    private static final String ROWS =
            """
            unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
                AS r (id, display_name, type, attributes, tags, external_ids)
            """;
    private static final String TAGS = "ARRAY(SELECT jsonb_array_elements_text(r.tags::jsonb))";
    private static final String INSERT =
            """
            INSERT INTO device AS d (tenant_id, id, state, version, display_name, type, attributes, tags, external_ids)
            SELECT $1, r.id, 'CREATED', 1, r.display_name, r.type, r.attributes::jsonb, %s, r.external_ids::jsonb
            FROM %s ORDER BY r.id
            ON CONFLICT DO NOTHING
            """
                            .formatted(TAGS, ROWS)
                    + RETURNING;
    private static final String DESCRIBE =
            """
            UPDATE device d SET display_name = r.display_name, type = r.type, attributes = r.attributes::jsonb,
                tags = %s, external_ids = r.external_ids::jsonb, version = version + 1, updated_at = now()
            FROM %s WHERE d.tenant_id = $1 AND d.id = r.id
            """
                            .formatted(TAGS, ROWS)
                    + RETURNING;
    private static final String ENROLL =
            """
            UPDATE device d SET state = 'ENROLLED', version = version + 1, updated_at = now()
            WHERE tenant_id = $1 AND id = ANY($2::text[]) AND state = 'CREATED' AND deleted_at IS NULL
            """
                    + RETURNING;
    private static final String REMOVE =
            "DELETE FROM device WHERE tenant_id = $1 AND id = ANY($2::text[])";

    private final ExternalIdStore externalIds;
    private final DeviceQuota quota;

    DeviceBatchStore(ExternalIdStore externalIds, DeviceQuota quota) {
        this.externalIds = externalIds;
        this.quota = quota;
    }

    /**
     * Finds devices of these ids, whatever their case and also when they are deleted, and keeps
     * others from changing them until the transaction ends.
     */
    public Uni<List<Device>> lock(
            SqlConnection connection, TenantId tenant, Collection<String> ids) {
        var lower = ids.stream().map(id -> id.toLowerCase(Locale.ROOT)).toArray(String[]::new);
        return all(connection, LOCK, Tuple.of(tenant.value(), lower));
    }

    /** Which devices have these external ids. */
    public Uni<Map<ExternalId, String>> owners(
            SqlConnection connection, TenantId tenant, Collection<ExternalId> ids) {
        return externalIds.owners(connection, tenant, ids);
    }

    /**
     * Adds devices, the first ones when the tenant has no place for all; those whose id was taken
     * meanwhile are left out. A 409 problem when an external id was taken meanwhile.
     */
    public Uni<List<Device>> insert(
            SqlConnection connection, TenantId tenant, List<DeviceWrite> writes) {
        if (writes.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return all(connection, INSERT, rows(tenant, writes))
                .map(inserted -> inOrder(writes, inserted))
                .call(inserted ->
                        externalIds.insertAll(connection, tenant, DeviceBatchStore.of(inserted)))
                .chain(inserted ->
                        quota.takeSome(connection, tenant, inserted.size())
                                .chain(places -> keep(connection, tenant, inserted, places)));
    }

    private Uni<List<Device>> keep(
            SqlConnection connection, TenantId tenant, List<Device> inserted, long places) {
        int kept = (int) places;
        var surplus = ids(inserted.subList(kept, inserted.size()));
        return surplus.isEmpty()
                ? Uni.createFrom().item(inserted)
                : externalIds
                        .deleteAll(connection, tenant, surplus)
                        .chain(() ->
                                connection
                                        .preparedQuery(REMOVE)
                                        .execute(
                                                Tuple.of(
                                                        tenant.value(),
                                                        surplus.toArray(String[]::new))))
                        .replaceWith(inserted.subList(0, kept));
    }

    private static List<Device> inOrder(List<DeviceWrite> writes, List<Device> devices) {
        var found =
                devices.stream()
                        .collect(
                                Collectors.toMap(
                                        device -> device.identity().device(), Function.identity()));
        return writes.stream()
                .map(DeviceWrite::device)
                .filter(found::containsKey)
                .map(found::get)
                .toList();
    }

    private static List<DeviceWrite> of(List<Device> devices) {
        return devices.stream()
                .map(device -> new DeviceWrite(device.identity().device(), device.description()))
                .toList();
    }

    private static List<String> ids(List<Device> devices) {
        return devices.stream().map(device -> device.identity().device().value()).toList();
    }

    /** Notes of those of these locked devices that had nothing to show that they have now. */
    public Uni<List<Device>> enroll(
            SqlConnection connection, TenantId tenant, Collection<String> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : all(connection, ENROLL, Tuple.of(tenant.value(), ids.toArray(String[]::new)));
    }

    /** Says something else of devices that the caller has locked. */
    public Uni<List<Device>> describe(
            SqlConnection connection, TenantId tenant, List<DeviceWrite> writes) {
        if (writes.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var devices = writes.stream().map(write -> write.device().value()).toList();
        return externalIds
                .deleteAll(connection, tenant, devices)
                .chain(() -> externalIds.insertAll(connection, tenant, writes))
                .chain(() -> all(connection, DESCRIBE, rows(tenant, writes)));
    }

    private static Tuple rows(TenantId tenant, List<DeviceWrite> writes) {
        var descriptions = writes.stream().map(DeviceWrite::description).toList();
        return Tuple.tuple()
                .addString(tenant.value())
                .addArrayOfString(column(writes, write -> write.device().value()))
                .addArrayOfString(column(descriptions, said -> said.displayName().orElse(null)))
                .addArrayOfString(column(descriptions, said -> said.type().orElse(null)))
                .addArrayOfString(column(descriptions, said -> said.attributes().toString()))
                .addArrayOfString(column(descriptions, DeviceBatchStore::tags))
                .addArrayOfString(
                        column(descriptions, said -> DeviceRows.json(said.externalIds())));
    }

    private static String tags(DeviceDescription said) {
        return DeviceRows.json(said.tags());
    }

    private static <T> String[] column(List<T> of, Function<T, @Nullable String> value) {
        return of.stream().map(value).toArray(String[]::new);
    }

    private static Uni<List<Device>> all(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(DeviceRows::device).toList());
    }
}
