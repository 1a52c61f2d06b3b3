// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import io.muster.sandbox.operator.NotObserved;
import java.util.List;

/**
 * Staged rollouts: a good release reaches everybody in waves, a bad one is stopped at its first
 * wave and taken back.
 */
final class ReleaseIsRolledOut {

    static final String GOOD = "1.1.0";
    private static final String BAD = "1.2.0";
    private static final int[] WAVES = {1, 10, 100};

    private ReleaseIsRolledOut() {}

    static String good(Scene scene) throws Exception {
        scene.rollouts().trust(scene.releaseKey().keyId(), scene.releaseKey().publicPem());
        var watch = start(scene, Release.good(scene.product(), GOOD));

        var rollout = watch.untilOver();

        var sizes = RolloutWatch.sizes(rollout);
        int all = scene.devices().size();
        NotObserved.unless(
                rollout.path("state").asText().equals("COMPLETED"),
                "the rollout ended otherwise: " + rollout);
        NotObserved.unless(
                sum(sizes) == all, "the waves " + sizes + " do not hold " + all + " devices");
        NotObserved.unless(
                watch.running(GOOD) == all,
                watch.running(GOOD) + " of " + all + " devices run " + GOOD);
        return "waves of %s devices; all %d run %s (%s)"
                .formatted(sizes, all, GOOD, watch.progress());
    }

    static String bad(Scene scene) throws Exception {
        var watch = start(scene, Release.bad(scene.product(), BAD));

        var rollout = watch.untilOver();

        int all = scene.devices().size();
        int first = RolloutWatch.sizes(rollout).getFirst();
        NotObserved.unless(
                rollout.path("state").asText().equals("ROLLED_BACK"),
                "the rollout ended otherwise: " + rollout);
        NotObserved.unless(
                watch.reached() >= 1 && watch.reached() <= first,
                watch.reached() + " devices got the bad release, its first wave has " + first);
        NotObserved.unless(
                watch.running(GOOD) == all,
                watch.running(GOOD) + " of " + all + " devices run " + GOOD + " again");
        return "the gate stopped %s after %d of %d devices (first wave: %d); all run %s again"
                .formatted(BAD, watch.reached(), all, first, GOOD);
    }

    private static RolloutWatch start(Scene scene, Release release) throws Exception {
        var devices = scene.devices();
        scene.rollouts().upload(release.bytes());
        var releaseId =
                scene.rollouts()
                        .release(release.signed(scene.releaseKey()))
                        .require(201)
                        .required("id")
                        .asText();
        var ids = devices.stream().map(device -> device.deviceId()).toList();
        var rollout = scene.rollouts().start(releaseId, ids, WAVES);
        return new RolloutWatch(scene.rollouts(), rollout, devices, release.version());
    }

    private static int sum(List<Integer> sizes) {
        return sizes.stream().mapToInt(Integer::intValue).sum();
    }
}
