// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much work on many devices is taken on. */
@ConfigMapping(prefix = "muster.bulk")
interface BulkConfig {

    /** As large as a file may be. */
    @WithDefault("512M")
    MemorySize maxFileSize();

    /** As many rows as one batch, which is one transaction, has at most. */
    @WithDefault("500")
    int batch();

    /** As many jobs of a tenant as may wait or run at once. */
    @WithDefault("10")
    int maxOpenJobs();

    /** How long jobs that are over are kept, with the rows that failed. */
    @WithDefault("7D")
    Duration kept();

    /** After how long without a byte an upload counts as left. */
    @WithDefault("5M")
    Duration uploadPatience();
}
