// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How groups are kept. */
@ConfigMapping(prefix = "muster.groups")
interface GroupConfig {

    /** How often members are looked for that nothing but time makes such. */
    @WithDefault("5m")
    Duration refresh();
}
