// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.home.MusterHome;
import io.muster.sandbox.net.Ports;

/**
 * What a sandbox is like.
 *
 * @param keepData whether devices, certificates and messages of the last run are there again
 */
public record SandboxOptions(MusterHome home, Ports ports, BrokerKind broker, boolean keepData) {

    /** A fresh sandbox with the embedded broker on the usual ports. */
    public static SandboxOptions standard(MusterHome home) {
        return new SandboxOptions(home, Ports.STANDARD, BrokerKind.EMBEDDED, false);
    }
}
