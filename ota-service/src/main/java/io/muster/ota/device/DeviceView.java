// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.ota.store.DeviceStore;
import io.muster.ota.store.DeviceStore.Line;
import io.muster.platform.event.CloudEvent;
import io.muster.platform.follow.SnapshotTarget;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The devices, kept as the registry tells of them. The rows are shared by all replicas, each of
 * which follows for itself: writing the same twice does no harm.
 */
@ApplicationScoped
class DeviceView implements SnapshotTarget {

    private static final int LINES_PER_WRITE = 1000;

    /** Longer than any snapshot takes to read: what is older was left behind by a crash. */
    private static final Duration ABANDONED_AFTER = Duration.ofHours(6);

    private final UUID reader = UUID.randomUUID();
    private final List<Line> lines = new ArrayList<>(LINES_PER_WRITE);
    private final Database database;
    private final DeviceStore devices;
    private final Clock clock;

    DeviceView(Database database, DeviceStore devices, Clock clock) {
        this.database = database;
        this.devices = devices;
        this.clock = clock;
    }

    @Override
    public Uni<Void> begin() {
        lines.clear();
        return database.transaction(connection -> devices.unstage(connection, reader, abandoned()));
    }

    @Override
    public Uni<Void> line(ObjectNode line) {
        if (!line.path("kind").asText().equals("device")) {
            return Uni.createFrom().voidItem();
        }
        device(line).ifPresent(lines::add);
        return lines.size() < LINES_PER_WRITE ? Uni.createFrom().voidItem() : write();
    }

    private static Optional<Line> device(ObjectNode line) {
        return TenantId.parse(line.path("tenant").asText())
                .flatMap(tenant ->
                        DeviceId.parse(line.path("device").asText())
                                .map(device ->
                                        new Line(tenant, device, line.path("state").asText())));
    }

    private Uni<Void> write() {
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var batch = List.copyOf(lines);
        lines.clear();
        var now = clock.instant();
        return database.transaction(connection -> devices.stage(connection, reader, now, batch));
    }

    @Override
    public Uni<Void> commit() {
        return write().chain(() ->
                database.transaction(
                        connection -> devices.replace(connection, reader, abandoned())));
    }

    private Instant abandoned() {
        return clock.instant().minus(ABANDONED_AFTER);
    }

    @Override
    public Uni<Void> apply(CloudEvent event) {
        var device = DeviceId.parse(event.data().path("device").asText());
        if (device.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var state = event.data().path("state").asText();
        return switch (event.type()) {
            case "device.created", "device.changed" ->
                    database.transaction(connection ->
                            devices.save(connection, event.tenant(), device.get(), state));
            case "device.deleted" ->
                    database.transaction(
                            connection -> devices.delete(connection, event.tenant(), device.get()));
            default -> Uni.createFrom().voidItem();
        };
    }
}
