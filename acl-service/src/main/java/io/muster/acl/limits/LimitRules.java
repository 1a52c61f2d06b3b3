// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.limits;

import java.time.Duration;

/**
 * How much is too much.
 *
 * @param failuresPerAddress within the window, whoever they pretend to be; 0 for no limit
 * @param failuresPerName within the window, of one client id or user name from one address; 0 for
 *     no limit
 * @param connectsPerClient within the window, of one client that is let in each time; 0 for no
 *     limit
 * @param window what is counted together
 * @param firstBlock how long the first block lasts; each further one twice as long
 * @param longestBlock no block is longer; after as long without a failure all is forgotten
 */
public record LimitRules(
        int failuresPerAddress,
        int failuresPerName,
        int connectsPerClient,
        Duration window,
        Duration firstBlock,
        Duration longestBlock) {

    public LimitRules {
        if (failuresPerAddress < 0 || failuresPerName < 0 || connectsPerClient < 0) {
            throw new IllegalArgumentException("a limit is positive, or 0 for none");
        }
        if (!window.isPositive()
                || !firstBlock.isPositive()
                || longestBlock.compareTo(firstBlock) < 0) {
            throw new IllegalArgumentException(
                    "the window and the first block are positive, and no block is the longest"
                            + " that is shorter than the first");
        }
    }
}
