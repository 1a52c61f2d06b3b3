// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.sandbox.device.SimulatedDevice;
import io.muster.sandbox.operator.Await;
import io.muster.sandbox.operator.NotObserved;
import java.time.Duration;
import java.util.Optional;

/**
 * What an operator wants over REST reaches the device as a delta; the device does it and reports
 * it.
 */
final class DesiredStateIsObeyed {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int DEVICES = 5;

    private DesiredStateIsObeyed() {}

    /** For devices that are there. */
    static String online(Scene scene) throws Exception {
        var devices = scene.devices().stream().limit(DEVICES).toList();
        long slowest = 0;
        for (var device : devices) {
            var desired = desired(scene, device);
            long begin = System.nanoTime();
            scene.shadows().desire(device.deviceId(), desired);
            awaitObeyed(scene, device, desired);
            slowest = Math.max(slowest, Duration.ofNanos(System.nanoTime() - begin).toMillis());
        }
        return "%d devices got what was desired as a delta, did it and reported it; the slowest took %d ms from the request"
                .formatted(devices.size(), slowest);
    }

    /** For a device that is away when the operator speaks. */
    static String offline(Scene scene) throws Exception {
        var device = scene.devices().getFirst();
        device.disconnect();
        Await.until(
                "the registry seeing " + device.deviceId() + " offline",
                PATIENCE,
                () -> Optional.of(scene.registry().connected(device.deviceId())),
                connected -> !connected);
        var desired = desired(scene, device).put("note", "while you were away");
        scene.shadows().desire(device.deviceId(), desired);
        NotObserved.unless(
                !scene.shadows()
                        .reported(device.deviceId())
                        .path("note")
                        .equals(desired.path("note")),
                device.deviceId() + " reported while it was offline");
        Await.completion("the return of " + device.deviceId(), PATIENCE, device.connect());
        awaitObeyed(scene, device, desired);
        return device.deviceId()
                + " was offline when its state was desired, and did it when it came back";
    }

    private static ObjectNode desired(Scene scene, SimulatedDevice device) {
        var desired = JsonNodeFactory.instance.objectNode();
        desired.put(
                "interval", Math.floorMod(scene.seed() * 31 + device.deviceId().hashCode(), 1_000));
        desired.putObject("led").put("on", true).put("colour", "green");
        return desired;
    }

    /** Both sides must agree: the service shows it as reported, and the device itself holds it. */
    private static void awaitObeyed(Scene scene, SimulatedDevice device, ObjectNode desired)
            throws Exception {
        Await.until(
                device.deviceId() + " reporting what was desired",
                PATIENCE,
                () -> Optional.of(scene.shadows().reported(device.deviceId())),
                seen -> contains(seen, desired));
        NotObserved.unless(
                contains(device.state("default"), desired),
                device.deviceId() + " is said to have reported what it does not hold");
    }

    private static boolean contains(JsonNode state, ObjectNode wanted) {
        return wanted.properties().stream()
                .allMatch(member -> member.getValue().equals(state.get(member.getKey())));
    }
}
