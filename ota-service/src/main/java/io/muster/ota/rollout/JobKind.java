// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

/** Which way a device is sent. */
public enum JobKind {
    /** Forward, to the rollout's release. */
    UPDATE,

    /** Back, to the release the device ran before the rollout touched it. */
    ROLLBACK
}
