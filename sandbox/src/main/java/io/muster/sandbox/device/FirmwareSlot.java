// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

/**
 * Where a device keeps what it runs. Read from the client's threads, written by the one update that
 * is under way.
 */
final class FirmwareSlot {

    private volatile Firmware firmware;

    FirmwareSlot(Firmware firmware) {
        this.firmware = firmware;
    }

    Firmware now() {
        return firmware;
    }

    synchronized Firmware boot(UpdateJob job) {
        firmware = firmware.boot(job.version(), job.manifest().securityVersion());
        return firmware;
    }
}
