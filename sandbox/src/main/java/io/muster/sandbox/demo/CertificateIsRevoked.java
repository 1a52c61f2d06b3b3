// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import io.muster.sandbox.device.DeviceKey;
import io.muster.sandbox.device.EstRefused;
import io.muster.sandbox.device.SessionEnd;
import io.muster.sandbox.device.SimulatedDevice;
import io.muster.sandbox.operator.Await;
import io.muster.sandbox.operator.NotObserved;
import java.time.Duration;
import java.time.Instant;

/** A revoked certificate ends the device's open session at once, and opens nothing any more. */
final class CertificateIsRevoked {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private CertificateIsRevoked() {}

    static String observe(Scene scene) throws Exception {
        var device = scene.devices().getLast();
        NotObserved.unless(device.session().connected(), device.deviceId() + " is not connected");
        var end = device.session().nextEnd();

        var asked = Instant.now();
        scene.registry().revoke(device.identity().fingerprint());
        var ended = Await.completion("the end of the revoked session", PATIENCE, end);
        var latency = Duration.between(asked, ended.at());
        NotObserved.unless(!ended.byDevice(), "the device ended its session itself");
        NotObserved.unless(
                latency.compareTo(LIMIT) <= 0,
                "the session ended only " + latency.toMillis() + " ms after the request");

        var refusal = awaitRefusal(device);
        var fresh = connectAgain(scene, device);
        int renewal = renew(scene, device);
        requireOthersConnected(scene, device);
        return "the session ended %d ms after the request (%s); coming back: %s, as a new client: %s; renewal over EST: %d"
                .formatted(
                        latency.toMillis(),
                        ended.reason(),
                        refusal.reason(),
                        fresh.reason(),
                        renewal);
    }

    /**
     * The device keeps trying to come back; the broker must refuse in words, and never let it in.
     */
    private static SessionEnd awaitRefusal(SimulatedDevice device) throws Exception {
        var attempt =
                Await.completion(
                        "the refusal of the device that came back",
                        PATIENCE,
                        device.session().nextEnd());
        NotObserved.unless(
                attempt.refused() && !device.session().connected(),
                "the device was not refused when it came back: " + attempt.reason());
        return attempt;
    }

    private static Attempt connectAgain(Scene scene, SimulatedDevice device) throws Exception {
        try (var visitor =
                new Visitor(
                        scene.installation().broker(),
                        device.identity().keyManagers(),
                        device.deviceId())) {
            return visitor.connect("connecting with a revoked certificate").requireShutOut();
        }
    }

    private static int renew(Scene scene, SimulatedDevice device) throws Exception {
        try {
            scene.est().reenroll(device.identity(), DeviceKey.generate());
        } catch (EstRefused e) {
            NotObserved.unless(
                    e.status() == 401 || e.status() == 403,
                    "renewal was answered with " + e.status());
            return e.status();
        }
        throw new NotObserved("a revoked certificate was renewed");
    }

    private static void requireOthersConnected(Scene scene, SimulatedDevice revoked)
            throws NotObserved {
        for (var device : scene.devices()) {
            NotObserved.unless(
                    device == revoked || device.session().connected(),
                    device.deviceId() + " lost its session too");
        }
    }
}
