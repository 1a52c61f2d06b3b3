// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.membership;

import io.muster.platform.outbox.EventDraft;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.identity.GroupPath;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What came of a change.
 *
 * @param groups by the device's id, the groups that it is in itself; those of none are left out
 * @param news that devices came into groups and left them
 */
public record Settled(Map<String, SortedSet<GroupPath>> groups, List<EventDraft> news) {

    public Settled {
        groups = Map.copyOf(groups);
        news = List.copyOf(news);
    }

    /** The groups that a device is in itself, in order. */
    public SortedSet<GroupPath> of(DeviceId device) {
        return groups.getOrDefault(device.value(), new TreeSet<>());
    }
}
