// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.parked;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.channel.Parking;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceTopic;
import io.muster.platform.topic.EventTopic;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Messages that no attempt could ever process: malformed, or not meant for the channel they came
 * on. A handler parks such a message and completes, so that it is acknowledged and its neighbours
 * are not affected. The newest thousand of each tenant are kept, payloads cut off at 64 KiB.
 */
@ApplicationScoped
public class ParkedMessages implements Parking {

    private static final Logger LOG = Logger.getLogger(ParkedMessages.class);
    private static final int KEPT_PER_TENANT = 1_000;
    private static final int MAX_PAYLOAD_BYTES = 64 * 1024;
    private static final int MAX_REASON_CHARS = 500;

    /** Stands for the tenant where the topic names none; no tenant id can be this. */
    private static final String NOBODY = "-";

    private static final String INSERT =
            """
            INSERT INTO parked_message (tenant_id, parked_at, message_id, topic, payload, reason)
            VALUES ($1, $2, $3, $4, $5, $6)
            """;
    private static final String FORGET_OLDEST =
            """
            DELETE FROM parked_message WHERE tenant_id = $1 AND (parked_at, message_id) <= (
                SELECT parked_at, message_id FROM parked_message WHERE tenant_id = $1
                ORDER BY parked_at DESC, message_id DESC OFFSET $2 LIMIT 1)
            """;

    private final Database database;
    private final Clock clock;
    private final MeterRegistry meters;

    ParkedMessages(Database database, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Parks a message; fails only when the database can't be asked, and then the message should
     * stay unacknowledged.
     */
    @Override
    public Uni<Void> park(DeviceMessage message, String reason) {
        LOG.debugf("Parking a message on %s: %s", message.topic(), reason);
        meters.counter("muster.messages.parked").increment();
        var tenant = tenantOf(message.topic());
        return database.transaction(connection ->
                insert(connection, tenant, message, reason)
                        .chain(() -> forgetOldest(connection, tenant)));
    }

    private Uni<Void> insert(
            SqlConnection connection, String tenant, DeviceMessage message, String reason) {
        var row =
                Tuple.tuple()
                        .addString(tenant)
                        .addOffsetDateTime(OffsetDateTime.now(clock))
                        .addUUID(UUID.randomUUID())
                        .addString(storable(message.topic()))
                        .addBuffer(Buffer.buffer(cut(message.payload())))
                        .addString(
                                storable(reason)
                                        .substring(0, Math.min(reason.length(), MAX_REASON_CHARS)));
        return connection.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    private static Uni<Void> forgetOldest(SqlConnection connection, String tenant) {
        return connection
                .preparedQuery(FORGET_OLDEST)
                .execute(Tuple.of(tenant, KEPT_PER_TENANT))
                .replaceWithVoid();
    }

    private static String tenantOf(String topic) {
        return DeviceTopic.parse(topic)
                .map(DeviceTopic::tenant)
                .or(() -> EventTopic.parse(topic).map(EventTopic::tenant))
                .map(tenant -> tenant.value())
                .orElse(NOBODY);
    }

    /** PostgreSQL's text holds everything but NUL. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static byte[] cut(byte[] payload) {
        return payload.length <= MAX_PAYLOAD_BYTES
                ? payload
                : Arrays.copyOf(payload, MAX_PAYLOAD_BYTES);
    }
}
