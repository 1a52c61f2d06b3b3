// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Which devices are connected, as far as the registry's events tell. Many events at a time, as when
 * a broker is back with all its devices, are noted with one commit.
 */
@ApplicationScoped
public class Connections {

    // Events may be delivered twice, and to several replicas out of order. Rows are locked in the
    // order of their keys, as
    // whoever changes shadows does.
    private static final String NOTE =
            """
            WITH noted AS (
                INSERT INTO device_connection AS c (tenant_id, device_id, connected, noted_by, since, reason)
                SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[], $4::bigint[], $5::timestamptz[], $6::text[])
                    AS i(tenant_id, device_id, connected, noted_by, since, reason)
                ORDER BY tenant_id, device_id
                ON CONFLICT (tenant_id, device_id) DO UPDATE
                SET connected = excluded.connected, noted_by = excluded.noted_by,
                    since = excluded.since, reason = excluded.reason
                WHERE c.noted_by < excluded.noted_by
                RETURNING tenant_id, device_id, connected
            ), locked AS (
                SELECT s.tenant_id, s.device_id, s.name
                FROM noted n JOIN shadow s ON s.tenant_id = n.tenant_id AND s.device_id = n.device_id
                WHERE s.untold AND n.connected IS DISTINCT FROM false
                ORDER BY s.tenant_id, s.device_id, s.name
                FOR UPDATE OF s
            )
            UPDATE shadow s SET unpublished_since = greatest($7, s.unpublished_since + interval '1 microsecond')
            FROM locked l
            WHERE s.tenant_id = l.tenant_id AND s.device_id = l.device_id AND s.name = l.name
            RETURNING s.tenant_id, s.device_id, s.name
            """;

    private final Database database;
    private final Clock clock;
    private final GroupCommit<Note, List<ShadowKey>> notes;

    Connections(Database database, Clock clock, Vertx vertx) {
        this.database = database;
        this.clock = clock;
        this.notes =
                new GroupCommit<>(
                        ((VertxInternal) vertx).createEventLoopContext(), this::noteTogether);
    }

    private record Device(TenantId tenant, DeviceId id) {}

    private record Note(Device device, Connection connection, long sequence) {}

    /**
     * Notes what an event says unless a later one was noted. Marks the shadows of a device that may
     * be there and has something to learn, and answers which those are.
     */
    public Uni<List<ShadowKey>> note(
            TenantId tenant, DeviceId device, Connection connection, long sequence) {
        return notes.submit(new Note(new Device(tenant, device), connection, sequence));
    }

    private Uni<List<List<ShadowKey>>> noteTogether(List<Note> together) {
        return write(newest(together))
                .map(marked -> together.stream().map(note -> marked.apply(note.device())).toList());
    }

    /** A statement may change a row once only. */
    private static Collection<Note> newest(List<Note> notes) {
        var later = BinaryOperator.<Note>maxBy((a, b) -> Long.compare(a.sequence, b.sequence));
        return notes.stream().collect(toMap(Note::device, Function.identity(), later)).values();
    }

    private Uni<Function<Device, List<ShadowKey>>> write(Collection<Note> notes) {
        var parameters =
                Columns.of(List.copyOf(notes))
                        .text(note -> note.device().tenant().value())
                        .text(note -> note.device().id().value())
                        .flag(note -> note.connection().contact().stored())
                        .number(Note::sequence)
                        .time(note -> note.connection().since())
                        .text(note -> note.connection().reason())
                        .tuple()
                        .addValue(Rows.utc(clock.instant()));
        return database.transaction(
                        connection -> connection.preparedQuery(NOTE).execute(parameters))
                .map(Connections::byDevice);
    }

    private static Function<Device, List<ShadowKey>> byDevice(RowSet<Row> rows) {
        var marked =
                StreamSupport.stream(rows.spliterator(), false)
                        .map(Rows::key)
                        .collect(groupingBy(key -> new Device(key.tenant(), key.device())));
        return device -> marked.getOrDefault(device, List.of());
    }
}
