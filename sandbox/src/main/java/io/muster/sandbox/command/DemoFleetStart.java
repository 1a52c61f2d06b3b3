// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.command;

import io.muster.sandbox.run.DemoFleet;
import io.muster.sandbox.run.Progress;
import io.muster.sandbox.run.Sandbox;
import java.io.IOException;
import java.time.Duration;

/**
 * Starts the demo fleet of a sandbox. That it fails is told, but the sandbox is there without it.
 */
final class DemoFleetStart {

    private DemoFleetStart() {}

    /** Returns what became of it, in a sentence. */
    static String of(Sandbox sandbox, int size, Progress progress, Ending ending)
            throws InterruptedException {
        if (size == 0) {
            return "none (--devices 0)";
        }
        var from = System.nanoTime();
        try {
            var fleet = new DemoFleet(sandbox.home(), size);
            ending.add(fleet);
            fleet.start();
            progress.ready(
                    "devices", size + " connected", Duration.ofNanos(System.nanoTime() - from));
            return "%1$d devices enrolled and connected: %2$s-0001 to %2$s-%1$04d"
                    .formatted(size, DemoFleet.PREFIX);
        } catch (IOException e) {
            progress.note("the demo fleet could not be started: " + e.getMessage());
            return "not running: " + e.getMessage();
        }
    }
}
