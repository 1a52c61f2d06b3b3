// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import java.time.Duration;

/** Hears what a sandbox is doing. */
public interface Progress {

    /** Hears nothing. */
    Progress SILENT =
            new Progress() {
                @Override
                public void ready(String what, String where, Duration took) {}

                @Override
                public void note(String what) {}
            };

    /** A part of the sandbox is ready. */
    void ready(String what, String where, Duration took);

    /** Something else happened that is worth a line. */
    void note(String what);
}
