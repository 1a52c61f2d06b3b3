// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.channel.MessageTooLargeException;
import io.muster.platform.outbox.OutboxStore.Pending;
import io.muster.platform.topic.EventTopic;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Sends events to the broker and learns which of them it confirmed. */
@ApplicationScoped
class EventSender {

    private static final Logger LOG = Logger.getLogger(EventSender.class);

    /**
     * The channel tries for as long as it takes; beyond this we no longer trust that it will tell
     * us.
     */
    private static final Duration CONFIRMED_WITHIN = Duration.ofSeconds(60);

    private final MutinyEmitter<DeviceMessage> events;
    private final ServiceName service;
    private final Counter published;
    private final Counter unconfirmed;
    private final Counter dropped;

    EventSender(
            // Room for a batch of every tenant relayed at once, and as much again for batches that
            // were given up.
            @Channel("events-out") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 512)
                    MutinyEmitter<DeviceMessage> events,
            ServiceName service,
            MeterRegistry meters) {
        this.events = events;
        this.service = service;
        this.published = meters.counter("muster.outbox.events", "outcome", "published");
        this.unconfirmed = meters.counter("muster.outbox.events", "outcome", "unconfirmed");
        this.dropped = meters.counter("muster.outbox.events", "outcome", "dropped");
    }

    /**
     * Sends the events in order without waiting in between, and answers how many of them, counted
     * from the first, were confirmed or can never be. Events behind an unconfirmed one may have
     * arrived; they are sent again after it.
     */
    Uni<Integer> send(TenantId tenant, List<Pending> events) {
        return Uni.join()
                .all(events.stream().map(event -> confirmed(tenant, event)).toList())
                .andFailFast()
                .map(EventSender::leading)
                .invoke(count -> count(count, events.size()));
    }

    private Uni<Boolean> confirmed(TenantId tenant, Pending event) {
        var topic = new EventTopic(tenant, service.value(), event.type()).toString();
        return events.send(DeviceMessage.of(topic, event.body().getBytes(StandardCharsets.UTF_8)))
                .ifNoItem()
                .after(CONFIRMED_WITHIN)
                .fail()
                .replaceWith(true)
                .onFailure(MessageTooLargeException::in)
                .recoverWithItem(() -> dropped(tenant, event))
                .onFailure()
                .recoverWithItem(EventSender::notConfirmed);
    }

    /** It would never leave, and hold up all that come after it; followers see that one lacks. */
    private boolean dropped(TenantId tenant, Pending event) {
        LOG.errorf(
                "Event %d of tenant %s, %s, is too large for the broker and is dropped",
                event.sequence(), tenant, event.type());
        dropped.increment();
        return true;
    }

    private static boolean notConfirmed(Throwable failure) {
        LOG.debugf("An event was not confirmed and stays in the outbox: %s", failure);
        return false;
    }

    private static int leading(List<Boolean> confirmed) {
        int first = confirmed.indexOf(false);
        return first < 0 ? confirmed.size() : first;
    }

    private void count(int confirmed, int sent) {
        published.increment(confirmed);
        unconfirmed.increment(sent - confirmed);
    }
}
