// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.muster.platform.sql.Database;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What a service's channel looks like: every message is a transaction and an answer. */
@Singleton
public class ProbeChannel {

    final Map<String, List<String>> handled = new ConcurrentHashMap<>();
    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();

    private final AtomicInteger now = new AtomicInteger();
    private final Database database;
    private final MutinyEmitter<DeviceMessage> replies;

    ProbeChannel(
            Database database, @Channel("probe-replies") MutinyEmitter<DeviceMessage> replies) {
        this.database = database;
        this.replies = replies;
    }

    @Incoming("probe-requests")
    Uni<Void> on(DeviceMessage message) {
        mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
        return database.transaction(
                        connection -> connection.query("SELECT pg_sleep(0.005)").execute())
                .invoke(this::failOnDemand)
                .chain(() ->
                        replies.send(
                                DeviceMessage.of(message.topic() + "/accepted", message.payload())))
                .invoke(() -> of(message.topic()).add(message.text()))
                .onTermination()
                .invoke(() -> now.decrementAndGet());
    }

    private void failOnDemand() {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("told to fail");
        }
    }

    List<String> of(String topic) {
        return handled.computeIfAbsent(topic, _ -> new CopyOnWriteArrayList<>());
    }
}
