// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.enrollment.csr.CertificateRequest;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.store.Batches;
import io.muster.registry.enrollment.store.RequestStore;
import io.muster.registry.enrollment.store.RequestStore.Asked;
import io.muster.registry.enrollment.store.RequestStore.Bounds;
import io.muster.registry.enrollment.store.RequestStore.Recorded;
import io.muster.registry.enrollment.store.RequestStore.State;
import io.muster.registry.event.RegistryEvents;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person has to decide. The device asks with the same request until somebody has; whether
 * its device exists is not told before, because anybody may ask.
 */
@Singleton
class Approvals {

    private static final Refusal USED =
            new Refusal(
                    RefusalReason.APPROVAL_USED,
                    "The certificate that was approved is good no more: make a new request.");

    private final Database database;
    private final RequestStore requests;
    private final Profiles profiles;
    private final DeviceStore devices;
    private final AuditLog audit;
    private final RegistryEvents events;
    private final Bounds bounds;

    Approvals(
            Database database,
            RequestStore requests,
            Profiles profiles,
            DeviceStore devices,
            AuditLog audit,
            RegistryEvents events,
            EnrollmentConfig config) {
        this.database = database;
        this.requests = requests;
        this.profiles = profiles;
        this.devices = devices;
        this.audit = audit;
        this.events = events;
        this.bounds = new Bounds(config.maxPending(), config.maxPendingOfOne());
    }

    /** What was decided on a request; empty when it can't even wait. */
    Uni<Optional<State>> ask(Origin origin, Grant grant, CertificateRequest request) {
        var asked = asked(origin, grant, request);
        return database.read(connection -> requests.find(connection, asked))
                .chain(found ->
                        found.isPresent()
                                ? Uni.createFrom().item(found.map(Recorded::state))
                                : queue(asked));
    }

    private static Asked asked(Origin origin, Grant grant, CertificateRequest request) {
        return new Asked(
                origin.profile().path(),
                grant.principal(),
                grant.identity(),
                request.digest(),
                request.keyDigest(),
                origin.remoteIp());
    }

    /**
     * Uses up the approval that a certificate needs, in the transaction that issues it; fails with
     * {@link TurnedDown} when it was used for another, which is good no more then.
     */
    Uni<Void> use(SqlConnection connection, Draft draft) {
        if (!draft.needsApproval()) {
            return nothing();
        }
        var asked = asked(draft.origin(), draft.grant(), draft.request());
        return requests.use(connection, asked, draft.signed().fingerprint())
                .invoke(used -> {
                    if (!used) {
                        throw new TurnedDown(USED);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Optional<State>> queue(Asked asked) {
        return database.transaction(connection ->
                        requests.room(connection, asked, bounds)
                                .chain(room ->
                                        room
                                                ? insert(connection, asked)
                                                : Uni.createFrom().item(Optional.<State>empty())))
                .invoke(events::wake);
    }

    private Uni<Optional<State>> insert(SqlConnection connection, Asked asked) {
        return requests.insert(connection, asked)
                .chain(added ->
                        added ? tell(connection, asked, "pending") : Uni.createFrom().voidItem())
                .replaceWith(Optional.of(State.PENDING));
    }

    /** Decides on a request that waits; a problem when somebody has decided otherwise. */
    Uni<Recorded> decide(TenantId tenant, UUID id, State decision, String actor) {
        return database.transaction(connection ->
                        requests.lock(connection, tenant, id)
                                .map(found -> found.orElseThrow(Approvals::unknown))
                                .chain(found -> decide(connection, found, decision, actor)))
                .invoke(events::wake);
    }

    private Uni<Recorded> decide(
            SqlConnection connection, Recorded found, State decision, String actor) {
        if (found.state() == decision
                || (decision == State.APPROVED && found.state() == State.ISSUED)) {
            return Uni.createFrom().item(found);
        }
        if (found.state() != State.PENDING) {
            throw Problems.conflict("The request is " + found.state() + " already.");
        }
        var asked = found.asked();
        var tenant = asked.profile().tenant();
        return (decision == State.APPROVED ? requireDevice(connection, asked) : nothing())
                .chain(() -> requests.decide(connection, tenant, found.id(), decision, actor))
                .call(() -> audit(connection, found, decision, actor))
                .call(() -> tell(connection, asked, word(decision)));
    }

    private Uni<Void> requireDevice(SqlConnection connection, Asked asked) {
        return profiles.find(connection, asked.profile())
                .chain(profile ->
                        profile.filter(known -> known.rules().createIfMissing()).isPresent()
                                ? nothing()
                                : devices.find(connection, asked.identity())
                                        .map(device -> device.orElseThrow(Approvals::noDevice))
                                        .replaceWithVoid());
    }

    private Uni<Void> audit(
            SqlConnection connection, Recorded found, State decision, String actor) {
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("request", found.id().toString())
                        .put("profile", found.asked().profile().label().value())
                        .put("csr", found.asked().csr().hex())
                        .put("key", found.asked().key().hex());
        var verb = decision == State.APPROVED ? "enrollment.approve" : "enrollment.reject";
        return audit.append(
                connection,
                found.asked().profile().tenant(),
                new AuditEntry(actor, verb, found.asked().identity().device().value(), detail));
    }

    private Uni<Void> tell(SqlConnection connection, Asked asked, String type) {
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("profile", asked.profile().label().value())
                        .put("csr", asked.csr().hex());
        return events.enrollment(connection, asked.identity(), type, detail);
    }

    private static String word(State decision) {
        return decision == State.APPROVED ? "approved" : "rejected";
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    private static RuntimeException unknown() {
        return Problems.notFound("There is no such enrollment.");
    }

    private static RuntimeException noDevice() {
        return Problems.conflict("There is no such device, and the profile adds none.");
    }

    @Scheduled(
            every = "10m",
            delayed = "2m",
            identity = "enrollment-requests",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        return Batches.drain(database, requests::forgetOld);
    }
}
