// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

/**
 * How much is published while the fault strikes.
 *
 * @param devices publishing at the same time
 * @param perDevice updates of each, all handed to its client at once
 */
record DrillLoad(int devices, int perDevice, long seed) {

    /** 2,000 updates of 20 devices. */
    static DrillLoad standard(long seed) {
        return new DrillLoad(20, 100, seed);
    }

    int updates() {
        return devices * perDevice;
    }
}
