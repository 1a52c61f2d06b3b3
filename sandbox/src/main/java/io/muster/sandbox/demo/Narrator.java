// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

/** Tells the audience what happens, while it happens. */
interface Narrator {

    /** A step begins. */
    void begins(Step step);

    /** A step is over. */
    void ended(StepResult result);

    /** The whole demo is over. */
    void over(Outcome outcome);

    /**
     * How it all went.
     *
     * @param failed the name of the step that failed, empty when none did
     */
    record Outcome(boolean ok, String failed, int steps, long ms) {}
}
