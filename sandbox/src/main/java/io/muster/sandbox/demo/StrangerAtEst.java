// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import io.muster.sandbox.device.DeviceKey;
import io.muster.sandbox.device.EstClient;
import io.muster.sandbox.device.EstRefused;
import io.muster.sandbox.operator.NotObserved;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Set;

/**
 * Nobody gets a certificate without a claim token, with a wrong one, with another device's or twice
 * with the same.
 */
final class StrangerAtEst {

    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403);

    private StrangerAtEst() {}

    static String observe(Scene scene) throws Exception {
        var est = scene.est();
        var name = scene.id("stranger");
        var token = scene.registry().claim(name);
        var other = scene.id("stranger-2");
        var otherToken = scene.registry().claim(other);
        var seen = new ArrayList<String>();

        seen.add(
                refused(
                        "no token",
                        Set.of(401),
                        () -> est.enrollAnonymously(name, DeviceKey.generate())));
        seen.add(refused("a wrong token", Set.of(401), () -> enroll(est, name, "x" + token)));
        seen.add(refused("another device's token", REFUSALS, () -> enroll(est, name, otherToken)));
        enroll(est, name, token);
        seen.add(refused("a token used before", REFUSALS, () -> enroll(est, name, token)));
        return "EST answered to " + String.join(", ", seen);
    }

    private static void enroll(EstClient est, String name, String token)
            throws IOException, InterruptedException {
        est.enroll(name, token, DeviceKey.generate());
    }

    private static String refused(String what, Set<Integer> expected, Enrollment enrollment)
            throws Exception {
        try {
            enrollment.run();
        } catch (EstRefused e) {
            NotObserved.unless(
                    expected.contains(e.status()), what + " was answered with " + e.status());
            return what + ": " + e.status();
        }
        throw new NotObserved(what + " got a certificate");
    }

    /** Something that should not succeed. */
    @FunctionalInterface
    private interface Enrollment {
        void run() throws IOException, InterruptedException;
    }
}
