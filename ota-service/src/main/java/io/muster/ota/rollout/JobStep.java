// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

/** What came of an event. */
public sealed interface JobStep {

    /** The job is now this; its state may be the same. */
    record To(DeviceJob next) implements JobStep {}

    /** Nothing changed, and the same event will never change anything. */
    record Ignored(Cause cause) implements JobStep {}

    /** Why an event changed nothing. */
    enum Cause {
        /** The job had already ended. */
        ENDED,
        /** The device can't know of the job yet. */
        NOT_OFFERED,
        /** Said before: a duplicate, or an older report that arrived late. */
        NOT_NEW,
        /** Too late to call back: the device is installing. */
        TOO_LATE
    }
}
