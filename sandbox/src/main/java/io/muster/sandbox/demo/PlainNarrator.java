// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import java.io.PrintWriter;

/** Lines for people. */
record PlainNarrator(PrintWriter out) implements Narrator {

    @Override
    public void begins(Step step) {}

    @Override
    public void ended(StepResult result) {
        print(
                "%s  %-38s %6.1f s  %s"
                        .formatted(
                                result.ok() ? "ok  " : "FAIL",
                                result.step(),
                                result.ms() / 1000.0,
                                result.observed()));
    }

    @Override
    public void over(Outcome outcome) {
        print(
                outcome.ok()
                        ? "All %d steps held, in %.0f s."
                                .formatted(outcome.steps(), outcome.ms() / 1000.0)
                        : "The step %s did not hold.".formatted(outcome.failed()));
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}
