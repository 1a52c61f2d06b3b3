// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a device runs, and what it ran before that: the only version it may go back to.
 *
 * @param securityVersion the highest counter of any release it has run; survives a rollback
 */
record Firmware(String product, Version running, @Nullable Version before, long securityVersion) {

    static Firmware of(String product, String version) {
        return new Firmware(product, new Version(version), null, 0);
    }

    Optional<Version> previous() {
        return Optional.ofNullable(before);
    }

    Firmware boot(Version version, long releaseSecurityVersion) {
        return new Firmware(
                product, version, running, Math.max(securityVersion, releaseSecurityVersion));
    }
}
