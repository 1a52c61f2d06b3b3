// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.stage;

import io.muster.sandbox.run.Progress;
import java.io.PrintWriter;
import java.time.Duration;

/** Tells the start of a sandbox in plain lines. */
public record StageProgress(PrintWriter out) implements Progress {

    @Override
    public void ready(String what, String where, Duration took) {
        note("%-10s %s (%.1f s)".formatted(what, where, took.toMillis() / 1000.0));
    }

    @Override
    public void note(String what) {
        out.println(what);
        out.flush();
    }
}
