// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

/**
 * How much is published while the fault strikes.
 *
 * @param devices publishing at the same time
 * @param perDevice updates of each, all handed to its client at once
 */
record DrillLoad(int devices, int perDevice, long seed) {

    private static final int FEWEST_DEVICES = 20;
    private static final int EACH = 100;

    /** About so many updates, a hundred of each device; of twenty devices at least. */
    static DrillLoad of(int updates, long seed) {
        int devices = Math.max(FEWEST_DEVICES, updates / EACH);
        return new DrillLoad(devices, Math.max(1, updates / devices), seed);
    }

    int updates() {
        return devices * perDevice;
    }
}
