// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a device runs, and what it ran before that: the only version it may go back to. */
record Firmware(String product, Version running, @Nullable Version before) {

    static Firmware of(String product, String version) {
        return new Firmware(product, new Version(version), null);
    }

    Optional<Version> previous() {
        return Optional.ofNullable(before);
    }

    Firmware boot(Version version) {
        return new Firmware(product, version, running);
    }
}
