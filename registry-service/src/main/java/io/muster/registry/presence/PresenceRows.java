// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.registry.identity.DeviceIdentity;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** States as rows of the table and back. */
final class PresenceRows {

    private PresenceRows() {}

    /** The columns in the order of {@link PresenceStore}'s statement. */
    static Tuple row(DeviceIdentity identity, PresenceState state) {
        var contact = state.contact();
        var values =
                Tuple.tuple()
                        .addString(identity.tenant().value())
                        .addString(identity.device().value())
                        .addBoolean(contact.connected())
                        .addString(state.session())
                        .addArrayOfString(state.sessions().ended().toArray(String[]::new))
                        .addOffsetDateTime(utc(contact.since()))
                        .addString(contact.reason())
                        .addString(state.firmware().orElse(null))
                        .addOffsetDateTime(utc(state.lastSeenAt()))
                        .addBoolean(contact.stale())
                        .addLong(
                                state.silence()
                                        .map(rule -> rule.patience().toMillis())
                                        .orElse(null))
                        .addArrayOfOffsetDateTime(times(state.flapping().changes()))
                        .addBoolean(state.flapping().now())
                        .addOffsetDateTime(state.nextLook().map(PresenceRows::utc).orElse(null))
                        .addString(state.sessions().current());
        return broker(values, state.broker()).addBoolean(contact.unverified());
    }

    private static Tuple broker(Tuple values, Optional<BrokerWord> broker) {
        return values.addString(broker.map(BrokerWord::broker).orElse(null))
                .addString(broker.map(word -> word.connection().id()).orElse(null))
                .addOffsetDateTime(broker.map(word -> utc(word.connection().began())).orElse(null))
                .addBoolean(broker.map(BrokerWord::ended).orElse(null))
                .addOffsetDateTime(broker.map(word -> utc(word.over())).orElse(null));
    }

    static PresenceState state(Row row) {
        return new PresenceState(
                new Contact(
                        row.getBoolean("connected"),
                        instant(row, "changed_at"),
                        row.getString("reason"),
                        row.getBoolean("stale"),
                        row.getBoolean("unverified")),
                sessions(row),
                Optional.ofNullable(row.getString("broker")).map(name -> broker(name, row)),
                Optional.ofNullable(row.getString("firmware")),
                instant(row, "last_seen_at"),
                Optional.ofNullable(row.getLong("patience_ms"))
                        .map(Duration::ofMillis)
                        .map(Silence::new),
                flapping(row));
    }

    /** Rows from before brokers told of connections have one id only. */
    private static Sessions sessions(Row row) {
        var own = Optional.ofNullable(row.getString("own_session"));
        return new Sessions(
                own.orElseGet(() -> row.getString("session")),
                List.of(row.getArrayOfStrings("ended_sessions")));
    }

    private static BrokerWord broker(String name, Row row) {
        return new BrokerWord(
                name,
                new BrokerEvent.Connection(
                        instant(row, "broker_began_at"), row.getString("broker_session")),
                row.getBoolean("broker_ended"),
                instant(row, "broker_over_at"));
    }

    private static Flapping flapping(Row row) {
        var changes =
                Arrays.stream(row.getArrayOfOffsetDateTimes("changes"))
                        .map(OffsetDateTime::toInstant)
                        .toList();
        return new Flapping(changes, row.getBoolean("flapping"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static OffsetDateTime[] times(List<Instant> instants) {
        return instants.stream().map(PresenceRows::utc).toArray(OffsetDateTime[]::new);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
