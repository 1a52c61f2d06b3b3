// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What was sent and what was promised for it. An update is <em>acknowledged</em> when at least one
 * of these happened:
 *
 * <ul>
 *   <li>the broker confirmed the publish (PUBACK): whoever owns the channel has taken it over, so
 *       from now on it must be applied, whatever crashes;
 *   <li>the service answered {@code accepted}: it is stored, under the version in the answer.
 * </ul>
 *
 * An update that was neither confirmed nor answered was promised to nobody and may be lost.
 */
final class History {

    private final Map<String, List<Update>> sent = new LinkedHashMap<>();
    private final ConcurrentMap<Update, Boolean> confirmed = new ConcurrentHashMap<>();
    private final ConcurrentMap<Update, TreeSet<Long>> accepted = new ConcurrentHashMap<>();
    private final ConcurrentMap<Update, String> rejected = new ConcurrentHashMap<>();

    /** Notes an update before it is published. */
    synchronized void sent(Update update) {
        sent.computeIfAbsent(update.device(), device -> new ArrayList<>()).add(update);
    }

    /** The broker's PUBACK came. */
    void confirmed(Update update) {
        confirmed.put(update, true);
    }

    /** The service's accepted answer came; the same answer may come more than once. */
    void accepted(Update update, long version) {
        accepted.compute(
                update,
                (same, versions) -> {
                    var all = versions == null ? new TreeSet<Long>() : new TreeSet<>(versions);
                    all.add(version);
                    return all;
                });
    }

    /** The service refused an update that was in order. */
    void rejected(Update update, String reason) {
        rejected.put(update, reason);
    }

    boolean promised(Update update) {
        return confirmed.containsKey(update) || accepted.containsKey(update);
    }

    boolean answered(Update update) {
        return accepted.containsKey(update) || rejected.containsKey(update);
    }

    /**
     * All versions under which the service says it stored the update; more than one means more than
     * once.
     */
    List<Long> versions(Update update) {
        var versions = accepted.get(update);
        return versions == null ? List.of() : List.copyOf(versions);
    }

    synchronized Map<String, List<Update>> byDevice() {
        var copy = new LinkedHashMap<String, List<Update>>();
        sent.forEach((device, updates) -> copy.put(device, List.copyOf(updates)));
        return copy;
    }

    int confirmations() {
        return confirmed.size();
    }

    int answers() {
        return accepted.size();
    }

    int rejections() {
        return rejected.size();
    }
}
