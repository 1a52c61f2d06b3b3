// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

/** The parts of a job that have a time limit of their own. */
public enum Phase {
    /** From the offer to the device's first sign of having seen it. */
    ACCEPT,
    DOWNLOAD,
    INSTALL,
    /** From "installed" to being seen running the version and saying so. */
    VERIFY
}
