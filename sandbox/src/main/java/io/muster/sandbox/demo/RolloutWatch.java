// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.sandbox.device.SimulatedDevice;
import io.muster.sandbox.operator.NotObserved;
import io.muster.sandbox.operator.RolloutApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Follows a rollout to its end and compares at every look what the service says with what runs on
 * the devices: never may more devices have run the new version than the waves that were opened
 * hold.
 */
final class RolloutWatch {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Set<String> OVER =
            Set.of("COMPLETED", "ABORTED", "ROLLED_BACK", "ROLLBACK_FAILED", "CANCELLED");

    private final RolloutApi rollouts;
    private final String id;
    private final List<SimulatedDevice> devices;
    private final String version;
    private final List<String> progress = new ArrayList<>();

    RolloutWatch(RolloutApi rollouts, String id, List<SimulatedDevice> devices, String version) {
        this.rollouts = rollouts;
        this.id = id;
        this.devices = devices;
        this.version = version;
    }

    /** The rollout in its last state. */
    JsonNode untilOver() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            // Devices are counted first: what they run now was opened before the rollout is read.
            long reached = reached();
            var rollout = rollouts.rollout(id);
            look(rollout, reached);
            if (OVER.contains(rollout.path("state").asText())) {
                return rollout;
            }
            NotObserved.unless(
                    System.nanoTime() < deadline,
                    "the rollout did not end within " + PATIENCE.toSeconds() + " s: " + rollout);
            Thread.sleep(PAUSE);
        }
    }

    /** How many devices have ever run the version of this rollout. */
    long reached() {
        return devices.stream().filter(device -> device.history().contains(version)).count();
    }

    /** How many devices run the given version now. */
    long running(String otherVersion) {
        return devices.stream().filter(device -> device.version().equals(otherVersion)).count();
    }

    /** The sizes of the waves, in order. */
    static List<Integer> sizes(JsonNode rollout) {
        var sizes = new ArrayList<Integer>();
        rollout.path("waves")
                .forEach(wave -> sizes.add(wave.path("counts").path("devices").asInt()));
        return sizes;
    }

    /** The reach after each change, for people to read. */
    String progress() {
        return String.join(", ", progress);
    }

    private void look(JsonNode rollout, long reached) throws NotObserved {
        int open = 0;
        int opened = 0;
        for (var wave : rollout.path("waves")) {
            if (!wave.path("state").asText().equals("PENDING")) {
                opened++;
                open += wave.path("counts").path("devices").asInt();
            }
        }
        NotObserved.unless(
                reached <= open,
                reached + " devices run " + version + ", the opened waves hold only " + open);
        var seen = "wave " + opened + ": " + reached;
        if (opened > 0 && (progress.isEmpty() || !progress.getLast().equals(seen))) {
            progress.add(seen);
        }
    }
}
