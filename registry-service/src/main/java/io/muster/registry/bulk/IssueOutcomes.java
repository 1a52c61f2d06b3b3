// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.bulk.store.RowOutcome;
import io.muster.registry.bulk.store.RowOutcome.Failure;
import io.muster.registry.bulk.store.RowResult;
import io.muster.registry.enrollment.EnrollmentOutcome;
import io.muster.registry.enrollment.EnrollmentProblems;
import io.muster.registry.identity.DeviceCertificate;
import java.util.Optional;

/** What became of rows that ask for certificates, and the lines that tell it. */
final class IssueOutcomes {

    private static final Failure NEEDS_APPROVAL =
            new Failure(
                    "approval-pending",
                    "",
                    "Somebody has to approve this enrollment; send the row again then.");

    private IssueOutcomes() {}

    /** Empty when the row has to be looked at later. */
    static Optional<RowOutcome> of(long row, DeviceId device, EnrollmentOutcome outcome) {
        var named = Optional.of(device.value());
        return switch (outcome) {
            case EnrollmentOutcome.Issued(var certificate) ->
                    Optional.of(
                            RowOutcome.of(row, RowResult.CREATED, device.value())
                                    .with(answer(row, certificate)));
            case EnrollmentOutcome.Refused(var refusal) ->
                    // Only the tenant's quota of a minute says when to come back: the row can wait.
                    refusal.retryAfter().isPresent()
                            ? Optional.empty()
                            : Optional.of(
                                    Faults.outcome(row, named, EnrollmentProblems.of(refusal)));
            case EnrollmentOutcome.Pending _ ->
                    Optional.of(RowOutcome.failed(row, named, NEEDS_APPROVAL));
            case EnrollmentOutcome.Busy _ -> Optional.empty();
        };
    }

    private static String answer(long row, DeviceCertificate certificate) {
        return numbered(row)
                .put("deviceId", certificate.identity().device().value())
                .put("fingerprint", certificate.fingerprint().hex())
                .put("serial", certificate.serial())
                .put("notAfter", certificate.validity().notAfter().toString())
                .put("certificatePem", certificate.der().pem())
                .toString();
    }

    /** A line of JSON: the answer to a row, or why there is none. */
    static String line(RowOutcome outcome) {
        return outcome.answer().orElseGet(() -> failure(outcome));
    }

    private static String failure(RowOutcome outcome) {
        var line = numbered(outcome.row());
        outcome.device().ifPresent(device -> line.put("deviceId", device));
        outcome.failure().ifPresent(why -> line.set("error", json(why)));
        return line.toString();
    }

    private static ObjectNode numbered(long row) {
        return JsonNodeFactory.instance.objectNode().put("row", row);
    }

    private static JsonNode json(Failure why) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", why.code())
                .put("pointer", why.pointer())
                .put("message", why.message());
    }
}
