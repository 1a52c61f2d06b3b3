// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.heartbeat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How heartbeats are taken in. */
@ConfigMapping(prefix = "muster.heartbeat")
interface HeartbeatConfig {

    /**
     * Of how many devices a heartbeat may wait to be written, about 300 bytes each. Where more
     * devices speak within a second, it is written more often; while the database does not keep up,
     * heartbeats of further devices are lost and counted.
     */
    @WithDefault("65536")
    int buffer();
}
