// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.release;

/** Whether a release may be rolled out. */
public enum ReleaseState {
    /** Signature, hash and size were verified; devices may get it. */
    RELEASED
}
