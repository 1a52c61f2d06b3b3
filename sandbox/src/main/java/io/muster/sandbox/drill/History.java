// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Map<Update, TreeSet<Long>> accepted = new HashMap<>();
    private final ConcurrentMap<Update, String> rejected = new ConcurrentHashMap<>();

    /** Notes an update before it is published. */
    synchronized void sent(Update update) {
        sent.computeIfAbsent(update.device(), device -> new ArrayList<>()).add(update);
    }

    /** The broker's PUBACK came. */
    void confirmed(Update update) {
        confirmed.put(update, true);
    }

    /**
     * Waits until so many updates have been confirmed, or the patience is over: the checker will
     * see.
     */
    void awaitConfirmed(int count, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (confirmed.size() < count && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
    }

    /** The service's accepted answer came; the same answer may come more than once. */
    void accepted(Update update, long version) {
        synchronized (accepted) {
            accepted.computeIfAbsent(update, any -> new TreeSet<>()).add(version);
            accepted.notifyAll();
        }
    }

    /** The service's answer came that it has had a newer one of the device already. */
    void superseded(Update update) {
        synchronized (accepted) {
            accepted.computeIfAbsent(update, any -> new TreeSet<>());
            accepted.notifyAll();
        }
    }

    /**
     * Waits until so many updates have been accepted, be it as superseded.
     *
     * @param patience how long it may take until there is one more
     * @return false when that did not happen in time
     */
    boolean awaitAccepted(int count, Duration patience) throws InterruptedException {
        synchronized (accepted) {
            int last = accepted.size();
            long deadline = System.nanoTime() + patience.toNanos();
            while (accepted.size() < count) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0) {
                    return false;
                }
                accepted.wait(left);
                if (accepted.size() > last) {
                    last = accepted.size();
                    deadline = System.nanoTime() + patience.toNanos();
                }
            }
            return true;
        }
    }

    /** The service refused an update that was in order. */
    void rejected(Update update, String reason) {
        rejected.put(update, reason);
    }

    boolean promised(Update update) {
        return confirmed.containsKey(update) || accepted(update);
    }

    boolean answered(Update update) {
        return rejected.containsKey(update) || accepted(update);
    }

    private boolean accepted(Update update) {
        synchronized (accepted) {
            return accepted.containsKey(update);
        }
    }

    /**
     * All versions under which the service says it stored the update; more than one means more than
     * once.
     */
    List<Long> versions(Update update) {
        synchronized (accepted) {
            var versions = accepted.get(update);
            return versions == null ? List.of() : List.copyOf(versions);
        }
    }

    synchronized Map<String, List<Update>> byDevice() {
        var copy = new LinkedHashMap<String, List<Update>>();
        sent.forEach((device, updates) -> copy.put(device, List.copyOf(updates)));
        return copy;
    }

    int confirmations() {
        return confirmed.size();
    }

    int acceptances() {
        synchronized (accepted) {
            return accepted.size();
        }
    }

    int rejections() {
        return rejected.size();
    }
}
