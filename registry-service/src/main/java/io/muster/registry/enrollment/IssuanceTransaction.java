// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.enrollment.EnrollmentOutcome.Issued;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.store.ProfileStore;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceCertificate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;

/**
 * The transaction of an enrollment: under the lock of the device's row, the same answer again, or
 * everything that makes a certificate an issued one. A refusal is thrown, so that it undoes what
 * was written before it, such as a device that was added.
 */
@Singleton
class IssuanceTransaction {

    private static final Refusal WRONG_STATE =
            new Refusal(
                    RefusalReason.INVALID_STATE,
                    "The device may not enroll: it is not there, suspended or retired.");
    private static final Refusal NO_MORE =
            new Refusal(
                    RefusalReason.QUOTA_EXCEEDED,
                    "The enrollment profile has issued all its certificates.");

    private final DeviceStore devices;
    private final Newcomers newcomers;
    private final CertificateStore certificates;
    private final ProfileStore profiles;
    private final GrantCheck check;
    private final Approvals approvals;
    private final IssuedRecord record;
    private final IssueLimits limits;

    IssuanceTransaction(
            DeviceStore devices,
            Newcomers newcomers,
            CertificateStore certificates,
            ProfileStore profiles,
            GrantCheck check,
            Approvals approvals,
            IssuedRecord record,
            IssueLimits limits) {
        this.devices = devices;
        this.newcomers = newcomers;
        this.certificates = certificates;
        this.profiles = profiles;
        this.check = check;
        this.approvals = approvals;
        this.record = record;
        this.limits = limits;
    }

    /** Fails with {@link TurnedDown} when there is to be no certificate. */
    Uni<EnrollmentOutcome> run(SqlConnection connection, Draft draft) {
        return holder(connection, draft)
                .invoke(IssuanceTransaction::requireEnrollable)
                .chain(holder -> answer(connection, draft, holder));
    }

    /**
     * Who the certificate is for.
     *
     * @param added whether this enrollment brought the device into being
     */
    record Holder(Device device, boolean added) {}

    /** Nobody looks before a device is added, where adding it does nothing if it is there. */
    private Uni<Holder> holder(SqlConnection connection, Draft draft) {
        return draft.addsPlainDevice()
                ? add(connection, draft)
                : devices.lock(connection, draft.grant().identity())
                        .chain(found ->
                                found.map(IssuanceTransaction::existing)
                                        .orElseGet(() -> add(connection, draft)));
    }

    private static Uni<Holder> existing(Device device) {
        return Uni.createFrom().item(new Holder(device, false));
    }

    private Uni<Holder> add(SqlConnection connection, Draft draft) {
        if (!draft.addsDevice()) {
            throw new TurnedDown(WRONG_STATE);
        }
        var identity = draft.grant().identity();
        return newcomers
                .add(connection, identity, draft.origin().profile().rules().newDevices())
                .chain(inserted ->
                        inserted.map(device -> Uni.createFrom().item(new Holder(device, true)))
                                .orElseGet(() -> known(connection, draft)));
    }

    private Uni<Holder> known(SqlConnection connection, Draft draft) {
        return devices.lock(connection, draft.grant().identity())
                .map(found -> found.orElseThrow(() -> new TurnedDown(WRONG_STATE)))
                .map(device -> new Holder(device, false));
    }

    private static void requireEnrollable(Holder holder) {
        if (!holder.device().state().mayEnroll()) {
            throw new TurnedDown(WRONG_STATE);
        }
    }

    private Uni<EnrollmentOutcome> answer(SqlConnection connection, Draft draft, Holder holder) {
        if (holder.added()) {
            return issue(connection, draft, holder); // Nobody asked for it before.
        }
        var grant = draft.grant();
        return certificates
                .findAnswer(
                        connection, grant.identity(), grant.principal(), draft.request().digest())
                .chain(earlier ->
                        earlier.map(IssuanceTransaction::again)
                                .orElseGet(() -> issue(connection, draft, holder)));
    }

    private Uni<EnrollmentOutcome> issue(SqlConnection connection, Draft draft, Holder holder) {
        return check.use(connection, draft, holder.device())
                .call(() -> approvals.use(connection, draft))
                .call(() -> count(connection, draft))
                .call(() -> limits.take(connection, draft.grant()))
                .chain(use -> record.write(connection, holder, draft, use))
                .replaceWith(new Issued(draft.signed()));
    }

    /**
     * After everything else that may refuse: it locks a row that all the profile's devices share.
     */
    private Uni<Void> count(SqlConnection connection, Draft draft) {
        var profile = draft.origin().profile();
        var maximum = profile.rules().limits().maxEnrollments();
        if (!draft.first() || maximum.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return profiles.count(connection, profile.path(), maximum.get())
                .invoke(counted -> {
                    if (!counted) {
                        throw new TurnedDown(NO_MORE);
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<EnrollmentOutcome> again(DeviceCertificate certificate) {
        return Uni.createFrom().item(new Issued(certificate));
    }
}
