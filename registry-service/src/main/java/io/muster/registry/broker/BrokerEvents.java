// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.registry.enrollment.Overlaps;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.presence.BrokerEvent;
import io.muster.registry.presence.PresenceUpdate;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes in what brokers tell, of those clients that are devices. */
@ApplicationScoped
class BrokerEvents {

    private static final int AT_ONCE = 8;

    private final PresenceUpdate presence;
    private final Overlaps overlaps;
    private final MeterRegistry meters;

    BrokerEvents(PresenceUpdate presence, Overlaps overlaps, MeterRegistry meters) {
        this.presence = presence;
        this.overlaps = overlaps;
        this.meters = meters;
    }

    /**
     * Takes events in; the order among them does not matter. Fails when some could not be taken, so
     * that the broker tells them again: twice is as good as once.
     */
    Uni<Void> take(Teller teller, List<ClientEvent> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUni(event -> take(teller, event))
                .merge(AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> take(Teller teller, ClientEvent event) {
        var device = teller.device(event);
        if (device.isEmpty()) {
            count(teller, "ignored");
            return Uni.createFrom().voidItem();
        }
        return presence.told(device.get(), teller.name(), event.event())
                .invoke(known -> count(teller, known ? "taken" : "ignored"))
                .chain(known -> known ? used(device.get(), event) : Uni.createFrom().voidItem());
    }

    private Uni<Void> used(DeviceIdentity device, ClientEvent event) {
        return event.event() instanceof BrokerEvent.Connected
                ? event.certificate()
                        .map(certificate -> overlaps.used(device, certificate))
                        .orElseGet(() -> Uni.createFrom().voidItem())
                : Uni.createFrom().voidItem();
    }

    private void count(Teller teller, String outcome) {
        meters.counter("muster.broker.events", "broker", teller.name(), "outcome", outcome)
                .increment();
    }
}
