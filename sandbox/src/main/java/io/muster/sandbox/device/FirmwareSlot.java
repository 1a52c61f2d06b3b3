// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where a device keeps what it runs. Read from the client's threads, written by the one update that
 * is under way.
 */
final class FirmwareSlot {

    private final List<String> history = new CopyOnWriteArrayList<>();
    private volatile Firmware firmware;

    FirmwareSlot(Firmware firmware) {
        this.firmware = firmware;
        history.add(firmware.running().text());
    }

    Firmware now() {
        return firmware;
    }

    synchronized Firmware boot(UpdateJob job) {
        firmware = firmware.boot(job.version(), job.manifest().securityVersion());
        history.add(firmware.running().text());
        return firmware;
    }

    List<String> history() {
        return List.copyOf(history);
    }
}
