// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.certificate.store.CertificateStore;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.enrollment.EnrollmentOutcome.Issued;
import io.muster.registry.enrollment.EnrollmentOutcome.Refused;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceCertificate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The transaction of an enrollment: under the lock of the device's row, the same answer again, or a
 * refusal that writes nothing, or everything that makes a certificate an issued one.
 */
@ApplicationScoped
class IssuanceTransaction {

    private static final Refusal WRONG_STATE =
            new Refusal(
                    RefusalReason.INVALID_STATE,
                    "The device may not enroll: it is suspended or retired.");

    private final DeviceStore devices;
    private final CertificateStore certificates;
    private final GrantCheck check;
    private final IssuedRecord record;
    private final Attempts attempts;

    IssuanceTransaction(
            DeviceStore devices,
            CertificateStore certificates,
            GrantCheck check,
            IssuedRecord record,
            Attempts attempts) {
        this.devices = devices;
        this.certificates = certificates;
        this.check = check;
        this.record = record;
        this.attempts = attempts;
    }

    Uni<EnrollmentOutcome> run(SqlConnection connection, Draft draft) {
        return devices.lock(connection, draft.grant().identity())
                .chain(device ->
                        device.filter(found -> found.state().mayEnroll())
                                .map(found -> answer(connection, draft, found))
                                .orElseGet(() -> refused(WRONG_STATE)));
    }

    private Uni<EnrollmentOutcome> answer(SqlConnection connection, Draft draft, Device device) {
        var grant = draft.grant();
        return certificates
                .findAnswer(
                        connection, grant.identity(), grant.principal(), draft.request().digest())
                .chain(earlier ->
                        earlier.map(IssuanceTransaction::again)
                                .orElseGet(() -> issue(connection, draft, device)));
    }

    private Uni<EnrollmentOutcome> issue(SqlConnection connection, Draft draft, Device device) {
        return check.use(connection, draft.grant(), draft.request())
                .chain(breach ->
                        breach.map(IssuanceTransaction::refused)
                                .orElseGet(() -> store(connection, draft, device)));
    }

    private Uni<EnrollmentOutcome> store(SqlConnection connection, Draft draft, Device device) {
        return attempts.issued(connection, draft)
                .chain(() -> record.write(connection, device, draft))
                .replaceWith(new Issued(draft.signed()));
    }

    private static Uni<EnrollmentOutcome> again(DeviceCertificate certificate) {
        return Uni.createFrom().item(new Issued(certificate));
    }

    private static Uni<EnrollmentOutcome> refused(Refusal refusal) {
        return Uni.createFrom().item(new Refused(refusal));
    }
}
