// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device.store;

import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceDescription;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.DeviceState;
import io.muster.registry.tenant.store.DeviceQuota;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * The devices' own rows, without those that are deleted. Whoever changes a device or anything that
 * hangs on it locks its row.
 */
@Singleton
public class DeviceStore {

    private static final String RETURNING = " RETURNING " + DeviceRows.COLUMNS;

    // Without a conflict target: the id is taken, or one that differs in case only.
    private static final String INSERT =
            """
            INSERT INTO device AS d (tenant_id, id, state, version, display_name, type, attributes, tags, external_ids)
            VALUES ($1, $2, 'CREATED', 1, $3, $4, $5::text::jsonb, $6, $7::text::jsonb)
            ON CONFLICT DO NOTHING
            """
                    + RETURNING;
    private static final String INSERT_KNOWN =
            INSERT.replace("(tenant_id, id,", "(uid, tenant_id, id,")
                    .replace("VALUES ($1,", "VALUES ($8, $1,");
    private static final String INSERT_COUNTED =
            "WITH added AS (%s), counted AS (%s) SELECT %s, EXISTS (SELECT FROM counted) AS counted FROM added d"
                    .formatted(
                            INSERT.replace(RETURNING, " RETURNING *"),
                            DeviceQuota.TAKE_ONE,
                            DeviceRows.COLUMNS);
    private static final String FIND =
            "SELECT "
                    + DeviceRows.COLUMNS
                    + " FROM device d WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NULL";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String REPLACE =
            """
            UPDATE device d SET state = $4, version = version + 1, updated_at = now()
            WHERE tenant_id = $1 AND id = $2 AND version = $3 AND deleted_at IS NULL
            """
                    + RETURNING;
    private static final String DESCRIBE =
            """
            UPDATE device d SET display_name = $3, type = $4, attributes = $5::text::jsonb, tags = $6,
                external_ids = $7::text::jsonb, version = version + 1, updated_at = now()
            WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NULL
            """
                    + RETURNING;

    private final DeviceQuota quota;
    private final ExternalIdStore externalIds;

    DeviceStore(DeviceQuota quota, ExternalIdStore externalIds) {
        this.quota = quota;
        this.externalIds = externalIds;
    }

    /**
     * Adds a device; empty when its id is taken. A problem when the tenant has no place for it, or
     * when an external id is another device's.
     */
    public Uni<Optional<Device>> insert(
            SqlConnection connection, DeviceIdentity identity, DeviceDescription description) {
        return description.externalIds().isEmpty()
                ? insertCounted(connection, identity, description)
                : one(connection, INSERT, row(identity, description))
                        .call(inserted -> settle(connection, inserted));
    }

    /** Without external ids, which are locked before the tenant's row, it is one statement. */
    private Uni<Optional<Device>> insertCounted(
            SqlConnection connection, DeviceIdentity identity, DeviceDescription description) {
        return connection
                .preparedQuery(INSERT_COUNTED)
                .execute(row(identity, description))
                .map(rows -> rows.stream().findFirst())
                .call(added ->
                        added.filter(row -> !row.getBoolean("counted")).isPresent()
                                ? quota.refuse(connection, identity.tenant())
                                : Uni.createFrom().voidItem())
                .map(added -> added.map(DeviceRows::device));
    }

    /** The same for a device that had its uid before, in another tenant. */
    public Uni<Optional<Device>> insert(
            SqlConnection connection,
            DeviceIdentity identity,
            DeviceDescription description,
            UUID uid) {
        return one(connection, INSERT_KNOWN, row(identity, description).addUUID(uid))
                .call(inserted -> settle(connection, inserted));
    }

    private Uni<Void> settle(SqlConnection connection, Optional<Device> inserted) {
        return inserted.map(device -> settle(connection, device))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> settle(SqlConnection connection, Device device) {
        var identity = device.identity();
        return externalIds
                .insert(connection, identity, device.description().externalIds())
                .chain(() -> quota.take(connection, identity.tenant(), 1));
    }

    /** Finds a device. */
    public Uni<Optional<Device>> find(SqlConnection connection, DeviceIdentity identity) {
        return one(connection, FIND, key(identity));
    }

    /** Finds a device and keeps others from changing it until the transaction ends. */
    public Uni<Optional<Device>> lock(SqlConnection connection, DeviceIdentity identity) {
        return one(connection, LOCK, key(identity));
    }

    /** Puts a device into another state; empty when it has changed meanwhile. */
    public Uni<Optional<Device>> replace(
            SqlConnection connection, Device device, DeviceState next) {
        var key = key(device.identity()).addLong(device.version()).addString(next.name());
        return one(connection, REPLACE, key);
    }

    /**
     * Says something else of a device that the caller has locked. A problem when an external id is
     * another device's.
     */
    public Uni<Device> describe(
            SqlConnection connection, Device device, DeviceDescription description) {
        var identity = device.identity();
        return externalIds
                .replace(
                        connection,
                        identity,
                        device.description().externalIds(),
                        description.externalIds())
                .chain(() -> one(connection, DESCRIBE, row(identity, description)))
                .map(Optional::orElseThrow);
    }

    private static Tuple row(DeviceIdentity identity, DeviceDescription description) {
        return key(identity)
                .addString(description.displayName().orElse(null))
                .addString(description.type().orElse(null))
                .addString(description.attributes().toString())
                .addArrayOfString(description.tags().toArray(String[]::new))
                .addString(DeviceRows.json(description.externalIds()));
    }

    static Tuple key(DeviceIdentity identity) {
        return Tuple.tuple()
                .addString(identity.tenant().value())
                .addString(identity.device().value());
    }

    private static Uni<Optional<Device>> one(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().findFirst().map(DeviceRows::device));
    }
}
