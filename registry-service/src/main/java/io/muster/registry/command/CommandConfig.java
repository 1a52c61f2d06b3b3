// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much devices may answer to commands, and how long that is kept. */
@ConfigMapping(prefix = "muster.command")
interface CommandConfig {

    /** The largest artifact, in bytes; it is held in memory while its digest is checked. */
    @WithDefault("4194304")
    int maxArtifactBytes();

    /** How long a command and its artifact are kept after the last change. */
    @WithDefault("7D")
    Duration kept();

    /** How long a device has to say that it got a command before it is sent again. */
    @WithDefault("30s")
    Duration resendAfter();
}
