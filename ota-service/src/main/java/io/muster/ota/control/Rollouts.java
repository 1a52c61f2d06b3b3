// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.ota.engine.Announcements;
import io.muster.ota.engine.Transactions;
import io.muster.ota.http.Caller;
import io.muster.ota.http.Idempotent;
import io.muster.ota.rollout.Course;
import io.muster.ota.rollout.Rollout;
import io.muster.ota.rollout.RolloutSpec;
import io.muster.ota.rollout.WavePlan;
import io.muster.ota.store.DeviceStore;
import io.muster.ota.store.RolloutStore;
import io.muster.ota.store.WaveStore;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.idempotency.Stored;
import io.muster.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Creates rollouts; they do nothing until they are started. */
@ApplicationScoped
class Rollouts {

    private final Transactions transactions;
    private final ReleaseGuard releases;
    private final RolloutStore rollouts;
    private final WaveStore waves;
    private final DeviceStore devices;
    private final Announcements announcements;
    private final Idempotent idempotent;
    private final AuditLog audit;
    private final Clock clock;

    Rollouts(
            Transactions transactions,
            ReleaseGuard releases,
            RolloutStore rollouts,
            WaveStore waves,
            DeviceStore devices,
            Announcements announcements,
            Idempotent idempotent,
            AuditLog audit,
            Clock clock) {
        this.transactions = transactions;
        this.releases = releases;
        this.rollouts = rollouts;
        this.waves = waves;
        this.devices = devices;
        this.announcements = announcements;
        this.idempotent = idempotent;
        this.audit = audit;
        this.clock = clock;
    }

    Uni<Stored> create(Caller caller, Idempotent.Request once, RolloutRequest request) {
        return releases.usable(caller.tenant(), request.release())
                .map(release -> RolloutDraft.spec(request, release))
                .call(spec -> releases.checkWayBack(caller.tenant(), spec))
                .chain(spec ->
                        transactions.run(connection ->
                                idempotent.once(
                                        connection, once, () -> insert(connection, caller, spec))));
    }

    private Uni<Stored> insert(SqlConnection connection, Caller caller, RolloutSpec spec) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var rollout = Rollout.draft(UUID.randomUUID(), spec, caller.subject(), now);
        var plan = WavePlan.of(spec.shares());
        var course = new Course(rollout.state(), false, spec.policy(), plan, Optional.empty());
        return checkDevices(connection, caller, spec)
                .chain(() -> rollouts.insert(connection, caller.tenant(), rollout))
                .chain(() -> waves.save(connection, caller.tenant(), rollout.id(), plan))
                .chain(() -> audit.append(connection, caller.tenant(), entry(rollout)))
                .chain(() -> announcements.rollout(connection, caller.tenant(), rollout))
                .map(_ -> idempotent.answer(201, RolloutView.of(rollout, course)));
    }

    private Uni<Void> checkDevices(SqlConnection connection, Caller caller, RolloutSpec spec) {
        return spec.target().isEmpty()
                ? Uni.createFrom().voidItem()
                : devices.unknown(connection, caller.tenant(), spec.target().get())
                        .invoke(Rollouts::requireNone)
                        .replaceWithVoid();
    }

    private static void requireNone(List<String> unknown) {
        if (!unknown.isEmpty()) {
            throw ProblemException.of(
                    422,
                    "unknown-devices",
                    "The target names devices that don't exist",
                    "Unknown: " + String.join(", ", unknown) + ".");
        }
    }

    private static AuditEntry entry(Rollout rollout) {
        var spec = rollout.spec();
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("release", spec.release().toString())
                        .put("product", spec.product())
                        .put("version", spec.version());
        return new AuditEntry(
                rollout.createdBy(), "rollout.create", rollout.id().toString(), detail);
    }
}
