// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import io.muster.sandbox.device.Behaviour;
import io.muster.sandbox.device.SimulatedDevice;
import io.muster.sandbox.operator.NotObserved;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/**
 * A release that its author did not sign is not accepted, and bytes that are not the signed ones
 * are not booted.
 */
final class TamperingIsRefused {

    private static final String VERSION = "1.3.0";
    private static final Set<Integer> REFUSALS = Set.of(400, 409, 422);

    private TamperingIsRefused() {}

    static String observe(Scene scene) throws Exception {
        var release = Release.good(scene.product(), VERSION);
        scene.rollouts().upload(release.bytes());
        int forged = refused(scene, release);
        var job = corruptOnTheWay(scene, release);
        return "a release signed by another key: %d; an artifact changed on its way to a device: %s; the device still runs 1.0.0"
                .formatted(forged, job);
    }

    private static int refused(Scene scene, Release release) throws Exception {
        var stranger = ReleaseKey.generate("stranger");
        var answer = scene.rollouts().release(release.signed(stranger, scene.releaseKey()));
        NotObserved.unless(REFUSALS.contains(answer.status()), "a forged release: " + answer);
        answer.requireProblem(answer.status());
        return answer.status();
    }

    private static String corruptOnTheWay(Scene scene, Release release) throws Exception {
        var genuine =
                scene.rollouts()
                        .release(release.signed(scene.releaseKey()))
                        .require(201)
                        .required("id")
                        .asText();
        try (var far = scene.behind("far", Corrupting::new, Behaviour.sound(scene.seed()))) {
            far.enroll();
            far.connect();
            var device = far.devices().getFirst();
            var rollout = scene.rollouts().start(genuine, List.of(device.deviceId()), 100);
            var watch = new RolloutWatch(scene.rollouts(), rollout, far.devices(), VERSION);
            var end = watch.untilOver().path("state").asText();
            NotObserved.unless(
                    !end.equals("COMPLETED"), "the rollout to the tampered device is COMPLETED");
            requireUntouched(device);
            return scene.rollouts().jobReason(rollout);
        }
    }

    private static void requireUntouched(SimulatedDevice device) throws NotObserved {
        NotObserved.unless(
                device.history().equals(List.of("1.0.0")),
                "the device booted what was not signed: " + device.history());
    }

    /** Turns one bit of everything that passes. */
    private static final class Corrupting extends FilterInputStream {
        Corrupting(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                buffer[offset + read - 1] ^= 1;
            }
            return read;
        }
    }
}
