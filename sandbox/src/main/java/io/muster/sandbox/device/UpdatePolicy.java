// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.util.Optional;

/**
 * What a device checks before it touches an update. Only the signed manifest is believed; the rest
 * of a job came over the broker and must agree with it.
 */
record UpdatePolicy(TrustedKeys keys) {

    /** The reason to refuse the job; empty when the device may go on to download. */
    Optional<Refusal> refusal(UpdateJob job, Firmware firmware) {
        if (!job.manifest().signedBy(keys)) {
            return refuse("signature-invalid", "no trusted key signed the manifest");
        }
        if (!job.product().equals(firmware.product())) {
            return refuse("product-mismatch", "this device is not a " + job.product());
        }
        if (!job.manifest().describes(job)) {
            return refuse("manifest-mismatch", "the job says other things than its manifest");
        }
        if (job.manifest().securityVersion() < firmware.securityVersion()) {
            return refuse(
                    "security-version", "the release is older than a security fix this device has");
        }
        return direction(job, firmware);
    }

    /**
     * Forward always; backward only as a rollback, and only to the version that ran right before.
     */
    private static Optional<Refusal> direction(UpdateJob job, Firmware firmware) {
        if (job.version().compareTo(firmware.running()) >= 0) {
            return Optional.empty();
        }
        if (job.rollback() && firmware.previous().filter(job.version()::equals).isPresent()) {
            return Optional.empty();
        }
        return refuse(
                "downgrade", firmware.running().text() + " is newer than " + job.version().text());
    }

    private static Optional<Refusal> refuse(String code, String detail) {
        return Optional.of(new Refusal(code, detail));
    }
}
