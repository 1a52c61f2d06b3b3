// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.store;

import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What a device that comes with a claim takes with it. */
@Singleton
public class ClaimStore {

    /** The key comes after the claim, which devices share, and only if that was used. */
    private static final String TAKE =
            """
            WITH used AS (%s RETURNING 1),
            claimed AS (
                INSERT INTO device_key (tenant_id, key_sha256, device_id, compromised)
                SELECT $1, $3, $4, false FROM used
                ON CONFLICT (tenant_id, key_sha256) DO NOTHING
                RETURNING 1)
            SELECT EXISTS (SELECT FROM used) AS used,
                EXISTS (SELECT FROM claimed) OR EXISTS (
                    SELECT FROM device_key
                    WHERE tenant_id = $1 AND key_sha256 = $3 AND device_id = $4 AND NOT compromised) AS mine
            """
                    .formatted(ClaimTokenStore.CONSUME);

    /** What came of it; nothing was written of what is false. */
    public record Taken(boolean used, boolean mine) {}

    /**
     * Uses a claim once, and makes a key the device's for ever. Whoever else uses the claim waits
     * until the transaction ends; the caller has the device's row locked.
     */
    public Uni<Taken> take(
            SqlConnection connection, DeviceIdentity identity, UUID claim, Fingerprint key) {
        return connection
                .preparedQuery(TAKE)
                .execute(
                        Tuple.of(
                                identity.tenant().value(),
                                claim,
                                key.hex(),
                                identity.device().value()))
                .map(rows -> taken(rows.iterator().next()));
    }

    private static Taken taken(Row row) {
        return new Taken(row.getBoolean("used"), row.getBoolean("mine"));
    }
}
