// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import java.util.Set;

/**
 * An incoming channel that only the running service can describe, such as one whose way to
 * subscribe a test of the broker decides.
 *
 * @param name as the configuration would name it
 * @param filters shared or not, as they are subscribed
 * @param sole whether one replica at a time has the channel: all of them use one session at the
 *     broker then, so that the next one is sent what the last one had not finished
 * @param lanes how many messages of different devices are handled at the same time
 * @param keyLevels how many levels at the beginning of a topic name a device
 */
public record LateChannel(
        String name, Set<String> filters, boolean sole, int lanes, int keyLevels) {

    /** The filters cannot change after the creation. */
    public LateChannel {
        filters = Set.copyOf(filters);
    }
}
