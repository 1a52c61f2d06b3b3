// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.heartbeat;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.heartbeat.HeartbeatBuffer.Beat;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Writes heartbeats into the devices' presence, any number with one statement. */
@ApplicationScoped
class HeartbeatStore {

    /**
     * Nothing that changes here is in an index, so that the new version of a row stays on its page.
     * The condition on the second holds the rate where several replicas hear the same device.
     */
    private static final String WRITE =
            """
            WITH written AS (
                UPDATE presence p SET last_seen_at = greatest(p.last_seen_at, b.at), heartbeat_at = b.at, stale = false, unverified = false,
                    rssi = b.rssi, snr = b.snr, battery = b.battery, uptime = b.uptime, load = b.load, network = b.network
                FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::int[], $5::float8[], $6::int[], $7::bigint[],
                    $8::float8[], $9::text[]) AS b (tenant_id, device_id, at, rssi, snr, battery, uptime, load, network)
                WHERE p.tenant_id = b.tenant_id AND p.device_id = b.device_id
                    AND (p.heartbeat_at IS NULL OR date_trunc('second', p.heartbeat_at) < date_trunc('second', b.at))
                RETURNING p.tenant_id, p.device_id, NOT p.connected AND p.reason = 'timeout' AS back)
            SELECT tenant_id, device_id FROM written WHERE back
            """;

    private final Database database;

    HeartbeatStore(Database database) {
        this.database = database;
    }

    /** Writes heartbeats; answers the devices among them that were thought to be gone. */
    Uni<List<DeviceIdentity>> write(List<Beat> beats) {
        return database.transaction(
                        connection -> connection.preparedQuery(WRITE).execute(columns(beats)))
                .map(HeartbeatStore::identities);
    }

    private static Tuple columns(List<Beat> beats) {
        return Tuple.tuple()
                .addArrayOfString(
                        of(beats, beat -> beat.identity().tenant().value(), String[]::new))
                .addArrayOfString(
                        of(beats, beat -> beat.identity().device().value(), String[]::new))
                .addArrayOfOffsetDateTime(of(beats, HeartbeatStore::at, OffsetDateTime[]::new))
                .addArrayOfInteger(of(beats, beat -> beat.heartbeat().rssi(), Integer[]::new))
                .addArrayOfDouble(of(beats, beat -> beat.heartbeat().snr(), Double[]::new))
                .addArrayOfInteger(of(beats, beat -> beat.heartbeat().battery(), Integer[]::new))
                .addArrayOfLong(of(beats, beat -> beat.heartbeat().uptime(), Long[]::new))
                .addArrayOfDouble(of(beats, beat -> beat.heartbeat().load(), Double[]::new))
                .addArrayOfString(of(beats, beat -> beat.heartbeat().network(), String[]::new));
    }

    private static <T> T[] of(List<Beat> beats, Function<Beat, T> member, IntFunction<T[]> array) {
        return beats.stream().map(member).toArray(array);
    }

    private static OffsetDateTime at(Beat beat) {
        return beat.heartbeat().at().atOffset(ZoneOffset.UTC);
    }

    private static List<DeviceIdentity> identities(RowSet<Row> rows) {
        return rows.stream()
                .map(row ->
                        new DeviceIdentity(
                                new TenantId(row.getString("tenant_id")),
                                new DeviceId(row.getString("device_id"))))
                .toList();
    }
}
