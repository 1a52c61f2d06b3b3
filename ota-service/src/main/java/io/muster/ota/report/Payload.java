// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.report;

import io.muster.ota.rollout.JobEvent.Reported;
import java.util.UUID;

/** What a device said, understood. */
sealed interface Payload {

    /** On {@code ota/report}; {@code detail} is the device's own words, cut to a length. */
    record Report(UUID job, long rev, Reported reported, String detail) implements Payload {}

    /** On {@code ota/ack}: the job was seen. */
    record Ack(UUID job, long rev) implements Payload {}

    /** On {@code ota/version}: what the device runs. */
    record Version(String product, String version) implements Payload {}

    /** Not as agreed; the reason names the member and quotes nothing. */
    record Malformed(String reason) implements Payload {}
}
