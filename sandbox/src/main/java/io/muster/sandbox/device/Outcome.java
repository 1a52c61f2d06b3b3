// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

/** How a simulated device gets on with an update once it has downloaded and checked it. */
public enum Outcome {
    /** The new version runs and is reported. */
    SUCCEEDS,
    /**
     * The new version runs but fails its self-test: the device reports a failure and stays on it
     * until it is rolled back.
     */
    FAILS,
    /**
     * The device falls silent while it installs: no report follows and the old version keeps
     * running.
     */
    HANGS
}
