// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import io.muster.sandbox.device.SimulatedDevice;
import io.muster.sandbox.operator.Await;
import io.muster.sandbox.operator.NotObserved;
import java.time.Duration;
import java.util.Optional;

/**
 * All devices connect with mutual TLS. That acl-service was asked about each is seen at acl-service
 * itself: a broker that let everybody in without asking would fail here.
 */
final class DevicesConnect {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private DevicesConnect() {}

    static String observe(Scene scene) throws Exception {
        long asked = scene.access().allowedConnects();
        scene.fleet().connect();
        for (var device : scene.devices()) {
            NotObserved.unless(
                    device.session().connected(), device.deviceId() + " is not connected");
            NotObserved.unless(
                    scene.access().sessions(device.deviceId()) > 0,
                    "acl-service knows no session of " + device.deviceId());
            awaitPresence(scene, device);
        }
        long more = scene.access().allowedConnects() - asked;
        NotObserved.unless(
                more >= scene.devices().size(),
                "acl-service allowed only " + more + " of " + scene.devices().size() + " connects");
        return "%d devices connected with mutual TLS; acl-service was asked about each, and the registry sees them online"
                .formatted(scene.devices().size());
    }

    private static void awaitPresence(Scene scene, SimulatedDevice device) throws Exception {
        Await.until(
                "the registry seeing " + device.deviceId() + " online",
                PATIENCE,
                () -> Optional.of(scene.registry().connected(device.deviceId())),
                connected -> connected);
    }
}
