// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.command;

import io.muster.sandbox.run.Progress;
import java.io.PrintWriter;
import java.time.Duration;

/** One line for each thing that happens. */
public final class PlainProgress implements Progress {

    private final PrintWriter out;

    /** Writes to a terminal or a log. */
    public PlainProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void ready(String what, String where, Duration took) {
        out.printf("  %-10s %-32s %5.1f s%n", what, where, took.toMillis() / 1000.0);
        out.flush();
    }

    @Override
    public synchronized void note(String what) {
        out.println("  " + what);
        out.flush();
    }
}
