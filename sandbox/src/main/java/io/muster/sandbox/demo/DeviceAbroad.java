// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import io.muster.sandbox.device.Behaviour;
import io.muster.sandbox.device.DeviceIdentity;
import io.muster.sandbox.device.DeviceTopics;
import io.muster.sandbox.operator.Await;
import io.muster.sandbox.operator.NotObserved;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A device with a valid certificate is a stranger everywhere but on its own topics. */
final class DeviceAbroad {

    private static final byte[] FORGERY =
            "{\"state\":{\"reported\":{\"forged\":true}}}".getBytes(StandardCharsets.UTF_8);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private DeviceAbroad() {}

    static String observe(Scene scene) throws Exception {
        try (var own = scene.single("abroad", Behaviour.sound(scene.seed()))) {
            own.enroll();
            var self = own.devices().getFirst();
            var victim = scene.devices().getFirst();
            int refusals = wander(scene, self.identity(), self.topics(), victim.topics());
            impersonate(scene, self.identity(), victim.topics());
            NotObserved.unless(
                    victim.session().connected(), victim.deviceId() + " lost its session");
            NotObserved.unless(
                    scene.registry().connected(victim.deviceId()),
                    victim.deviceId() + " was reported offline");
            NotObserved.unless(
                    !scene.shadows().reported(victim.deviceId()).has("forged"),
                    "a forged report of another device was stored");
            return ("its own topics work; %d publishes and subscriptions elsewhere, a foreign Will and another device's"
                            + " client id are refused, and nothing of it had an effect")
                    .formatted(refusals);
        }
    }

    private static int wander(
            Scene scene, DeviceIdentity self, DeviceTopics own, DeviceTopics victim)
            throws Exception {
        try (var visitor = visitor(scene, self, self.deviceId())) {
            visitor.subscribe(own.topic("cmd")).requireAllowed();
            visitor.publish(own.topic("shadow/default/get"), new byte[0]).requireAllowed();
        }
        for (var topic : publishes(own, victim)) {
            // The broker refuses the message and then ends the connection: one visit each.
            try (var visitor = visitor(scene, self, self.deviceId())) {
                visitor.publish(topic, FORGERY).requireRefused();
            }
        }
        try (var visitor = visitor(scene, self, self.deviceId())) {
            for (var filter : subscriptions(victim)) {
                visitor.subscribe(filter).requireRefused();
            }
        }
        return publishes(own, victim).size() + subscriptions(victim).size();
    }

    private static Visitor visitor(Scene scene, DeviceIdentity self, String clientId)
            throws Exception {
        return new Visitor(scene.installation().broker(), self.keyManagers(), clientId);
    }

    private static List<String> publishes(DeviceTopics own, DeviceTopics victim) {
        return List.of(
                victim.topic("shadow/default/update"),
                victim.topic("presence"),
                victim.topic("ota/report"),
                own.topic("ota/job"),
                own.topic("shadow/default/delta"),
                "events/default/registry/certificate.revoked",
                "elsewhere");
    }

    private static List<String> subscriptions(DeviceTopics victim) {
        return List.of(
                victim.topic("#"),
                "d/default/+/#",
                "$share/x/#",
                "$share/x/" + victim.topic("#"),
                "#",
                "+/+/+/+",
                "events/#");
    }

    private static void impersonate(Scene scene, DeviceIdentity self, DeviceTopics victim)
            throws Exception {
        leaveWill(scene, self, victim.topic("presence"));
        try (var visitor = visitor(scene, self, victim.deviceId())) {
            visitor.connect("another device's client id").requireRefused();
        }
    }

    /**
     * A broker that asks about a Will only when it is due lets the client in with it; then the line
     * is cut, and acl-service has to refuse.
     */
    private static void leaveWill(Scene scene, DeviceIdentity self, String topic) throws Exception {
        try (var line = Line.to(scene.installation().broker());
                var visitor = new Visitor(line.broker(), self.keyManagers(), self.deviceId())) {
            long refused = scene.access().refusedMessages();
            var attempt = visitor.connectWithWill("a Will of another device", topic);
            if (!attempt.allowed()) {
                attempt.requireRefused();
                return;
            }
            line.cut();
            Await.until(
                    "the refusal of a Will of another device",
                    PATIENCE,
                    () -> Optional.of(scene.access().refusedMessages()),
                    now -> now > refused);
        }
    }
}
