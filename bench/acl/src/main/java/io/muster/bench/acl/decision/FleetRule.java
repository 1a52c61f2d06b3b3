// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.decision;

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
record FleetRule(
        String id,
        boolean denies,
        Set<Act> acts,
        List<String> levels,
        @Nullable String group,
        @Nullable String network,
        int maxQos) {

    /** A level that stands for the id of the device that asks. */
    static final String OWN = "${client.id}";

    /** The highest that MQTT has. */
    static final int ANY_QOS = 2;

    FleetRule {
        acts = Set.copyOf(acts);
        levels = List.copyOf(levels);
    }

    String pattern() {
        return String.join("/", levels);
    }
}
