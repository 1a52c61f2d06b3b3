// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.util.List;

/**
 * The topics of one device: everything it may publish to or subscribe to is below this one root.
 */
public record DeviceTopics(String tenant, String deviceId) {

    /** A topic below the device's root. */
    public String topic(String rest) {
        return "d/" + tenant + "/" + deviceId + "/" + rest;
    }

    /** What a device subscribes to: only what others send, so that it does not hear itself. */
    List<String> subscriptions() {
        return List.of(
                topic("shadow/+/delta"),
                topic("shadow/+/get/accepted"),
                topic("shadow/+/update/accepted"),
                topic("shadow/+/update/rejected"),
                topic("ota/job"),
                topic("cmd"));
    }
}
