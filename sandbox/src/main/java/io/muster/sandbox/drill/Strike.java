// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import io.muster.sandbox.operator.Await;
import io.muster.sandbox.operator.Installation;
import io.muster.sandbox.operator.NotObserved;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Ends a process of the installation and waits until the sandbox has put another in its place. */
final class Strike {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int DEATH_SECONDS = 30;

    private final Path endpoints;
    private final Installation installation;
    private final Drill drill;

    Strike(Path endpoints, Installation installation, Drill drill) {
        this.endpoints = endpoints;
        this.installation = installation;
        this.drill = drill;
    }

    /** Returns when the process is gone; whoever restarts it may be faster. */
    long hit() throws Exception {
        long pid = pid();
        var process =
                ProcessHandle.of(pid)
                        .orElseThrow(() ->
                                new NotObserved("no process " + pid + " of " + drill.victim()));
        var signal =
                new ProcessBuilder("kill", "-" + drill.blow().signal(), Long.toString(pid)).start();
        NotObserved.unless(signal.waitFor() == 0, "the process " + pid + " could not be signalled");
        process.onExit().get(DEATH_SECONDS, TimeUnit.SECONDS);
        return pid;
    }

    /** Waits for another process of the same name. */
    void awaitSuccessor(long pid) throws Exception {
        Await.until(
                drill.victim() + " being restarted",
                PATIENCE,
                () -> {
                    long now = pid();
                    return now != pid && ProcessHandle.of(now).isPresent()
                            ? Optional.of(now)
                            : Optional.empty();
                });
    }

    private long pid() throws IOException {
        return installation.reread(endpoints).pid(drill.victim());
    }
}
