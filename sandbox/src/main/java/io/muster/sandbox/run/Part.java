// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import java.io.IOException;

/** A part of the sandbox that has a process of its own, which can be started again when it died. */
interface Part {

    /** As in {@code endpoints.json} and in the names of logs. */
    String name();

    /** Where it can be reached. */
    String where();

    /** Starts the process; it may not be usable yet. */
    void launch() throws IOException, InterruptedException;

    /** Whether it can be used by now; throws when it has ended and never will be. */
    boolean ready() throws IOException, InterruptedException;

    /** The process that was launched last. */
    ProcessHandle process() throws IOException;

    /** Ends the process in order; returns when it is gone. */
    void stop();
}
