// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

/** What a device was last seen running, since its job was offered. */
public enum Running {
    UNKNOWN,
    EXPECTED,
    OTHER
}
