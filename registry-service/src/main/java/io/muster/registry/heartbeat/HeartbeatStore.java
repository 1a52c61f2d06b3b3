// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.heartbeat;

import io.muster.platform.sql.Database;
import io.muster.registry.heartbeat.HeartbeatBuffer.Beat;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Writes heartbeats into the devices' presence, any number with one statement. */
@ApplicationScoped
class HeartbeatStore {

    /**
     * Nothing that changes here is in an index, so that the new version of a row stays on its page.
     * The condition on the second holds the rate where several replicas hear the same device. It is
     * the second of the write: were it that of the heartbeat, the last heartbeat of a second of
     * which an earlier one was written would be lost.
     */
    private static final String WRITE =
            """
            UPDATE presence p SET last_seen_at = greatest(p.last_seen_at, b.at), heartbeat_at = b.at, heartbeat_written_at = $10,
                stale = false, unverified = false,
                rssi = b.rssi, snr = b.snr, battery = b.battery, uptime = b.uptime, load = b.load, network = b.network
            FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::int[], $5::float8[], $6::int[], $7::bigint[],
                $8::float8[], $9::text[]) WITH ORDINALITY
                AS b (tenant_id, device_id, at, rssi, snr, battery, uptime, load, network, number)
            WHERE p.tenant_id = b.tenant_id AND p.device_id = b.device_id
                AND (p.heartbeat_at IS NULL OR p.heartbeat_at < b.at)
                AND (p.heartbeat_written_at IS NULL
                    OR date_trunc('second', p.heartbeat_written_at) < date_trunc('second', $10::timestamptz))
            RETURNING b.number, NOT p.connected AND p.reason = 'timeout' AS back
            """;

    /** Those that are newer than what is there, and not of devices that are not there. */
    private static final String EARLY =
            """
            SELECT b.number FROM presence p
            JOIN unnest($1::text[], $2::text[], $3::timestamptz[]) WITH ORDINALITY AS b (tenant_id, device_id, at, number)
                ON p.tenant_id = b.tenant_id AND p.device_id = b.device_id
            WHERE p.heartbeat_at < b.at
            """;

    private final Database database;

    HeartbeatStore(Database database) {
        this.database = database;
    }

    /**
     * What became of heartbeats.
     *
     * @param written how many are in the database
     * @param early those of devices that were written in this second already, by another replica
     * @param back the devices among those written that were thought to be gone
     */
    record Result(int written, List<Beat> early, List<DeviceIdentity> back) {}

    /** Writes heartbeats, at most one of a device in each second of the clock that says now. */
    Uni<Result> write(List<Beat> beats, Instant now) {
        return database.transaction(connection ->
                connection
                        .preparedQuery(WRITE)
                        .execute(columns(beats).addOffsetDateTime(now.atOffset(ZoneOffset.UTC)))
                        .chain(rows -> result(connection, beats, rows)));
    }

    private static Uni<Result> result(
            SqlConnection connection, List<Beat> beats, RowSet<Row> rows) {
        var rest = new BitSet(beats.size());
        rest.set(0, beats.size());
        var back = new ArrayList<DeviceIdentity>();
        for (var row : rows) {
            int index = index(row);
            rest.clear(index);
            if (row.getBoolean("back")) {
                back.add(beats.get(index).identity());
            }
        }
        return early(connection, rest.stream().mapToObj(beats::get).toList())
                .map(early -> new Result(rows.size(), early, back));
    }

    private static Uni<List<Beat>> early(SqlConnection connection, List<Beat> unwritten) {
        return unwritten.isEmpty()
                ? Uni.createFrom().item(List.of())
                : connection
                        .preparedQuery(EARLY)
                        .execute(keys(unwritten))
                        .map(rows -> rows.stream().map(row -> unwritten.get(index(row))).toList());
    }

    /** The database counts from one. */
    private static int index(Row row) {
        return Math.toIntExact(row.getLong("number") - 1);
    }

    private static Tuple keys(List<Beat> beats) {
        return Tuple.tuple()
                .addArrayOfString(
                        of(beats, beat -> beat.identity().tenant().value(), String[]::new))
                .addArrayOfString(
                        of(beats, beat -> beat.identity().device().value(), String[]::new))
                .addArrayOfOffsetDateTime(of(beats, HeartbeatStore::at, OffsetDateTime[]::new));
    }

    private static Tuple columns(List<Beat> beats) {
        return keys(beats)
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
}
