// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.store;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Which device a public key belongs to. */
@Singleton
public class DeviceKeyStore {

    /**
     * Under the lock of the device's row nobody else claims a key for the device: a row that the
     * statement does not see yet is another device's.
     */
    private static final String CLAIM =
            """
            WITH claimed AS (
                INSERT INTO device_key (tenant_id, key_sha256, device_id, compromised) VALUES ($1, $2, $3, false)
                ON CONFLICT (tenant_id, key_sha256) DO NOTHING
                RETURNING 1)
            SELECT 1 FROM claimed
            UNION ALL
            SELECT 1 FROM device_key
            WHERE tenant_id = $1 AND key_sha256 = $2 AND device_id = $3 AND NOT compromised
            """;

    private static final String OWNER =
            "SELECT device_id FROM device_key WHERE tenant_id = $1 AND key_sha256 = $2";

    /** The device that a key belongs to. */
    public Uni<Optional<DeviceIdentity>> owner(
            SqlConnection connection, TenantId tenant, Fingerprint key) {
        return connection
                .preparedQuery(OWNER)
                .execute(Tuple.of(tenant.value(), key.hex()))
                .map(rows ->
                        rows.stream()
                                .findFirst()
                                .map(row -> new DeviceId(row.getString("device_id")))
                                .map(device -> new DeviceIdentity(tenant, device)));
    }

    /**
     * Makes a key the device's for ever; false, and nothing is written, when it is another's or was
     * compromised. The caller has the device's row locked.
     */
    public Uni<Boolean> claim(SqlConnection connection, DeviceIdentity identity, Fingerprint key) {
        var row = Tuple.of(identity.tenant().value(), key.hex(), identity.device().value());
        return connection.preparedQuery(CLAIM).execute(row).map(rows -> rows.rowCount() == 1);
    }
}
