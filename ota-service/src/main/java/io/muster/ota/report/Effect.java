// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.report;

import io.muster.ota.rollout.JobStep.Cause;
import java.util.Locale;

/** What a message did, as it is counted. */
enum Effect {
    MOVED,
    /** Another device's job, another tenant's, or none. */
    UNKNOWN_JOB,
    /** The job was told to the device under another number. */
    OTHER_REVISION,
    /** The job had ended. */
    ENDED,
    NOT_OFFERED,
    /** A duplicate, or late. */
    NOT_NEW,
    VERSION,
    MALFORMED;

    static Effect of(Cause cause) {
        return switch (cause) {
            case ENDED -> ENDED;
            case NOT_OFFERED -> NOT_OFFERED;
            case NOT_NEW, TOO_LATE -> NOT_NEW;
        };
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
