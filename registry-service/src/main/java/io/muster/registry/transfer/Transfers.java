// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.transfer;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.DeviceState;
import io.muster.registry.lifecycle.Deletion;
import io.muster.registry.transfer.store.Transfer;
import io.muster.registry.transfer.store.TransferState;
import io.muster.registry.transfer.store.TransferStore;
import io.muster.registry.transfer.store.TransferStore.Decision;
import io.muster.registry.transfer.store.TransferStore.Terms;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives devices from one tenant to another. Both have to want it: one offers, the other accepts.
 * The device leaves and arrives in one transaction. No secret goes with it: its certificates and
 * claim tokens end with its leaving, and it enrolls in its new tenant like any other.
 */
@ApplicationScoped
class Transfers {

    private final Database database;
    private final TransferStore transfers;
    private final DeviceStore devices;
    private final Deletion deletion;
    private final Arrival arrival;
    private final TransferJournal journal;
    private final Clock clock;

    Transfers(
            Database database,
            TransferStore transfers,
            DeviceStore devices,
            Deletion deletion,
            Arrival arrival,
            TransferJournal journal,
            Clock clock) {
        this.database = database;
        this.transfers = transfers;
        this.devices = devices;
        this.deletion = deletion;
        this.arrival = arrival;
        this.journal = journal;
        this.clock = clock;
    }

    /** Who decides. */
    record Party(TenantId tenant, String actor, Optional<TransferCode> code) {}

    Uni<Transfer> offer(DeviceIdentity identity, Terms terms) {
        return database.transaction(connection ->
                devices.lock(connection, identity)
                        .map(found -> found.orElseThrow(Transfers::noDevice))
                        .invoke(Transfers::requireInUse)
                        .chain(device ->
                                transfers.insert(connection, device, terms, clock.instant()))
                        .map(made -> made.orElseThrow(Transfers::offeredAlready))
                        .call(made ->
                                journal.write(
                                        connection, made.from(), "offer", made, terms.actor())));
    }

    Uni<List<Transfer>> list(TenantId tenant, TransferStore.@Nullable Place before, int limit) {
        return database.read(connection -> transfers.list(connection, tenant, before, limit));
    }

    Uni<Transfer> get(TenantId tenant, UUID id) {
        return database.read(connection -> transfers.find(connection, id))
                .map(found ->
                        found.filter(transfer -> transfer.concerns(tenant))
                                .orElseThrow(Transfers::missing));
    }

    /** Takes the device. To anybody whom it was not offered to, there is no such offer. */
    Uni<Transfer> accept(Party party, UUID id, Optional<DeviceId> newId) {
        return database.transaction(connection ->
                        open(connection, party, id)
                                .chain(transfer -> accept(connection, party, transfer, newId)))
                .invoke(journal::wake);
    }

    private Uni<Transfer> accept(
            SqlConnection connection, Party party, Transfer transfer, Optional<DeviceId> newId) {
        var there =
                new DeviceIdentity(
                        party.tenant(), newId.orElseGet(() -> transfer.device().device()));
        var decision =
                new Decision(
                        TransferState.ACCEPTED,
                        Optional.of(party.tenant()),
                        Optional.of(there.device()),
                        party.actor());
        return devices.lock(connection, transfer.device())
                .map(found -> found.orElseThrow(Transfers::gone))
                .invoke(device -> requireSame(device, transfer))
                .chain(device -> move(connection, device, there, party))
                .chain(moved ->
                        transfers
                                .decide(connection, transfer, decision)
                                .call(done -> finish(connection, done, moved, party)));
    }

    /** Rows of devices first, then all that hangs on them; logs and events last. */
    private Uni<Device> move(
            SqlConnection connection, Device device, DeviceIdentity there, Party party) {
        return arrival.add(connection, there, device)
                .call(() -> deletion.depart(connection, device, there.tenant(), party.actor()));
    }

    private Uni<Void> finish(SqlConnection connection, Transfer done, Device moved, Party party) {
        return journal.tell(connection, done)
                .chain(() ->
                        journal.write(connection, party.tenant(), "accept", done, party.actor()))
                .chain(() -> arrival.tell(connection, moved));
    }

    /** The other tenant does not want it; the device stays where and as it is. */
    Uni<Transfer> refuse(Party party, UUID id) {
        return database.transaction(connection ->
                open(connection, party, id)
                        .chain(transfer ->
                                close(connection, transfer, TransferState.REFUSED, party)));
    }

    /** The offering tenant does not want it any more. */
    Uni<Transfer> withdraw(Party party, UUID id) {
        return database.transaction(connection ->
                transfers
                        .lock(connection, id)
                        .map(found ->
                                found.filter(transfer -> transfer.from().equals(party.tenant()))
                                        .orElseThrow(Transfers::missing))
                        .invoke(this::requireOpen)
                        .chain(transfer ->
                                close(connection, transfer, TransferState.WITHDRAWN, party)));
    }

    private Uni<Transfer> close(
            SqlConnection connection, Transfer transfer, TransferState state, Party party) {
        var decision = new Decision(state, transfer.to(), Optional.empty(), party.actor());
        var action = state == TransferState.REFUSED ? "refuse" : "withdraw";
        return transfers
                .decide(connection, transfer, decision)
                .call(done ->
                        journal.write(connection, transfer.from(), action, done, party.actor()));
    }

    /** An offer to this party that nobody decided yet. */
    private Uni<Transfer> open(SqlConnection connection, Party party, UUID id) {
        return transfers
                .lock(connection, id)
                .map(found ->
                        found.filter(transfer -> isOffered(transfer, party))
                                .orElseThrow(Transfers::missing))
                .invoke(this::requireOpen);
    }

    private static boolean isOffered(Transfer transfer, Party party) {
        boolean named = transfer.to().filter(party.tenant()::equals).isPresent();
        boolean hasCode =
                transfer.codeHash()
                        .filter(hash -> party.code().filter(code -> code.is(hash)).isPresent())
                        .isPresent();
        return !transfer.from().equals(party.tenant()) && (named || hasCode);
    }

    private void requireOpen(Transfer transfer) {
        var state = transfer.state(clock.instant());
        if (state != TransferState.OFFERED) {
            throw state("The offer is " + state + ".");
        }
    }

    private static void requireInUse(Device device) {
        if (device.state() == DeviceState.RETIRED) {
            throw state("The device is retired.");
        }
    }

    private static void requireSame(Device device, Transfer transfer) {
        if (!device.uid().equals(transfer.uid()) || device.state() == DeviceState.RETIRED) {
            throw gone();
        }
    }

    private static ProblemException gone() {
        return state("The device that was offered is not there any more.");
    }

    private static ProblemException offeredAlready() {
        return state("The device is offered already; withdraw that offer first.");
    }

    private static ProblemException state(String detail) {
        return ProblemException.of(
                409, "transfer-state", "The state of the transfer does not allow it", detail);
    }

    private static ProblemException noDevice() {
        return Problems.notFound("There is no such device.");
    }

    private static ProblemException missing() {
        return Problems.notFound("There is no such offer.");
    }
}
