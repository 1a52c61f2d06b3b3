// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.fleet;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule as no engine writes it, so that each can be given it in its own language.
 *
 * @param levels of the topics; {@code +} and {@code #} as in MQTT, {@link #OWN} for the device's
 *     own id
 * @param group whose members it is about; null for everybody
 * @param network from which it applies; null for all
 * @param maxQos up to which it applies
 */
public record FleetRule(
        String id,
        boolean denies,
        Set<Act> acts,
        List<String> levels,
        @Nullable String group,
        @Nullable String network,
        int maxQos) {

    /** A level that stands for the id of the device that asks. */
    public static final String OWN = "${client.id}";

    /** The highest that MQTT has. */
    public static final int ANY_QOS = 2;

    /** The sets and lists cannot change later. */
    public FleetRule {
        acts = Set.copyOf(acts);
        levels = List.copyOf(levels);
    }

    /** The levels as a filter. */
    public String pattern() {
        return String.join("/", levels);
    }
}
