// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How often somebody may fail, or come and go: {@code muster.acl.limits.*}. 0 turns a limit off.
 */
public interface LimitTerms {

    /**
     * Failures of all clients of one IPv4 address or IPv6 network, as the broker tells it. Where
     * many clients share an address, as behind a carrier's NAT, one of them can have all others
     * refused.
     */
    @WithDefault("100")
    int failuresPerAddress();

    /** Failures of one client id, or one user name, from one address. */
    @WithDefault("5")
    int failuresPerName();

    /** Connections of one client that is let in each time. */
    @WithDefault("60")
    int connectsPerClient();

    /** What is counted together. */
    @WithDefault("1m")
    Duration window();

    /** The length of the first block; each further one is twice as long. */
    @WithDefault("2s")
    Duration firstBlock();

    /** The longest block; also how long somebody has to be quiet for all to be forgotten. */
    @WithDefault("1m")
    Duration longestBlock();
}
